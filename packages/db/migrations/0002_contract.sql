CREATE TYPE "public"."roll_up_grain" AS ENUM('minute', 'hour');--> statement-breakpoint
CREATE TYPE "public"."roll_up_kind" AS ENUM('deployment', 'tenant', 'type', 'endpoint');--> statement-breakpoint
CREATE TABLE "event_expiries" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"events" bigint DEFAULT 0 NOT NULL,
	"deliveries" bigint DEFAULT 0 NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"other" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payload_expiry" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"expired_to" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_type_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_type_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"schema" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_type_versions_version" UNIQUE("event_type_id","version")
);
--> statement-breakpoint
CREATE TABLE "event_types" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"examples" text DEFAULT '[]' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"schema_id" uuid,
	"archived_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_types_tenant_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invites_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "portal_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"subject" text,
	"capabilities" text[] NOT NULL,
	"endpoint_ids" uuid[],
	"code_hash" "bytea",
	"code_expires_at" timestamp with time zone NOT NULL,
	"token_hash" "bytea",
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "portal_sessions_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "portal_sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "backups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	"file" text,
	"size_bytes" bigint,
	"sha256" text,
	"error" text
);
--> statement-breakpoint
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
CREATE TABLE "expiring_told" (
	"delivery_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retained_from" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_tallies" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempt_tallies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" text NOT NULL,
	"counted" integer[],
	"died" integer[]
);
--> statement-breakpoint
CREATE TABLE "roll_up_progress" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"folded_at" timestamp with time zone,
	"tallies_seen" bigint DEFAULT 0 NOT NULL,
	"tallies_ripening" bigint DEFAULT 0 NOT NULL,
	"tallies_ripen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tallies_done" bigint DEFAULT 0 NOT NULL,
	"events_counted" integer NOT NULL,
	"events_settled" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roll_ups" (
	"grain" "roll_up_grain" NOT NULL,
	"minute" integer NOT NULL,
	"kind" "roll_up_kind" NOT NULL,
	"tenant_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"events" integer NOT NULL,
	"delivered" integer NOT NULL,
	"failed" integer NOT NULL,
	"dead" integer NOT NULL,
	"latency" integer[] NOT NULL,
	"errors" jsonb,
	"last_error" text,
	"last_failed_at" timestamp with time zone,
	CONSTRAINT "roll_ups_grain_minute_kind_tenant_id_subject_pk" PRIMARY KEY("grain","minute","kind","tenant_id","subject")
);
--> statement-breakpoint
ALTER TABLE "tenants" DROP CONSTRAINT "tenants_status";--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "target_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ALTER COLUMN "slug" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "endpoint_ids" jsonb;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deliveries" integer;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "deliver_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "open_deliveries" ADD COLUMN "hold_id" uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "target_name" text;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD COLUMN "tenant_id" uuid;--> statement-breakpoint
ALTER TABLE "operational_outbox" ADD COLUMN "count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "host" text;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "filter" jsonb;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "transform" text;--> statement-breakpoint
ALTER TABLE "endpoints" ADD COLUMN "envelope" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "uid" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "session_epoch" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payload_expiry" ADD CONSTRAINT "payload_expiry_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_type_versions" ADD CONSTRAINT "event_type_versions_event_type_id_event_types_id_fk" FOREIGN KEY ("event_type_id") REFERENCES "public"."event_types"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_types" ADD CONSTRAINT "event_types_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_expiries_at" ON "event_expiries" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "invites_expires_at" ON "invites" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "portal_sessions_tenant" ON "portal_sessions" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "portal_sessions_expires_at" ON "portal_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "attempts_started" ON "attempts" USING brin ("started_at") WITH (autosummarize=true,pages_per_range=16);--> statement-breakpoint
CREATE INDEX "events_unmatched" ON "events" USING btree ("tenant_id","id") WHERE deliveries = 0;--> statement-breakpoint
CREATE INDEX "events_uid" ON "events" USING btree ("uid","tenant_id","id") WHERE uid is not null;--> statement-breakpoint
CREATE INDEX "open_deliveries_hold" ON "open_deliveries" USING btree ("hold_id","lane","id") WHERE hold_id is not null;--> statement-breakpoint
CREATE INDEX "open_deliveries_held_lane" ON "open_deliveries" USING btree ("lane") WHERE hold_id is not null;--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_target" ON "audit_log" USING btree ("target_id","id");--> statement-breakpoint
CREATE INDEX "idempotent_answers_tenant" ON "idempotent_answers" USING btree ("tenant_id") WHERE tenant_id is not null;--> statement-breakpoint
CREATE INDEX "api_keys_tenant" ON "api_keys" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_user" ON "refresh_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "tenants_suspended" ON "tenants" USING btree ("id") WHERE status = 'suspended';--> statement-breakpoint
CREATE UNIQUE INDEX "users_operator_uid" ON "users" USING btree ("uid") WHERE tenant_id is null;--> statement-breakpoint
CREATE INDEX "users_tenant" ON "users" USING btree ("tenant_id","id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_uid" UNIQUE("tenant_id","uid");--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_status" CHECK ("tenants"."status" in ('active', 'suspended', 'erasing'));--> statement-breakpoint
-- by hand: the hosts of the endpoints that are there. From here on they are written with the URL.
UPDATE "endpoints" SET "host" = rtrim(lower(substring("url" FROM '^[A-Za-z]+:/*(\[[^]]*\]|[^/:?#]+)')), '.');
--> statement-breakpoint
-- by hand: the one row.
INSERT INTO "retained_from" DEFAULT VALUES;
