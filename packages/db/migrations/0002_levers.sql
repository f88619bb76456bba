CREATE TABLE "holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"host" text,
	"endpoint_id" uuid,
	"type" text,
	"reason" text NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "holds_criteria" CHECK (num_nonnulls("holds"."tenant_id", "holds"."host", "holds"."endpoint_id", "holds"."type") > 0)
);
--> statement-breakpoint
CREATE TABLE "log_levels" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"level" text NOT NULL,
	"until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "paused_queues" (
	"queue" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "target_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "open_deliveries" ADD COLUMN "hold_id" uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "target_name" text;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "host" text;--> statement-breakpoint
CREATE INDEX "open_deliveries_hold" ON "open_deliveries" USING btree ("hold_id","lane","id") WHERE hold_id is not null;--> statement-breakpoint
CREATE INDEX "open_deliveries_held_lane" ON "open_deliveries" USING btree ("lane") WHERE hold_id is not null;--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_target" ON "audit_log" USING btree ("target_id","id");--> statement-breakpoint
CREATE INDEX "tenants_suspended" ON "tenants" USING btree ("id") WHERE status = 'suspended';--> statement-breakpoint
-- by hand: the hosts of the endpoints that are there. From here on they are written with the URL.
UPDATE "endpoints" SET "host" = rtrim(lower(substring("url" FROM '^[A-Za-z]+:/*(\[[^]]*\]|[^/:?#]+)')), '.');
