CREATE TABLE "expiring_told" (
	"delivery_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retained_from" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "operational_outbox" ADD COLUMN "count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- by hand: the one row.
INSERT INTO "retained_from" DEFAULT VALUES;
