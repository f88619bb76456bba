CREATE SEQUENCE "public"."delivery_order" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "bulks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"action" text NOT NULL,
	"selection" jsonb NOT NULL,
	"rate_per_second" real,
	"paused" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"matched" bigint NOT NULL,
	"touched" bigint DEFAULT 0 NOT NULL,
	"skipped" bigint DEFAULT 0 NOT NULL,
	"cursor" uuid,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"paced_until" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "operational_outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "operational_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"endpoint_id" uuid,
	"type" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operational_throttle" (
	"subject_id" uuid NOT NULL,
	"type" text NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operational_throttle_subject_id_type_pk" PRIMARY KEY("subject_id","type")
);
--> statement-breakpoint
ALTER TABLE "open_deliveries" ADD COLUMN "seq" bigint;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "rate_limit" integer;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "rate_per_seconds" integer;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "ordering" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "signing" text DEFAULT 'v1' NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "circuit" text DEFAULT 'closed' NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "circuit_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "probe_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "circuit_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "failed_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "failing_told_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "bulks_tenant" ON "bulks" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "bulks_running" ON "bulks" USING btree ("id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "open_deliveries_order" ON "open_deliveries" USING btree ("lane","seq") WHERE seq is not null and next_at is not null;--> statement-breakpoint
CREATE INDEX "open_deliveries_held" ON "open_deliveries" USING btree ("tenant_id","id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "lanes_circuit" ON "lanes" USING btree ("tenant_id","endpoint_id") WHERE circuit <> 'closed';--> statement-breakpoint
CREATE INDEX "lanes_failing" ON "lanes" USING btree ("failing_since") WHERE failing_since is not null;--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_ordering" CHECK ("endpoints"."ordering" in ('none', 'strict'));--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_signing" CHECK ("endpoints"."signing" in ('v1', 'v1a'));--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_circuit_state" CHECK ("lanes"."circuit" in ('closed', 'open', 'half_open'));--> statement-breakpoint
CREATE VIEW "public"."endpoint_health" AS (
  select endpoint_id, tenant_id, lane, circuit, circuit_since, probe_at, circuit_failures, slow_until, failing_since,
         failed_attempts, last_success_at
    from lanes where closed_at is null);