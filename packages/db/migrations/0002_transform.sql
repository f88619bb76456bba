CREATE TABLE "event_expiries" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deliver_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "transform" text;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "envelope" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "event_expiries_at" ON "event_expiries" USING btree ("expires_at");