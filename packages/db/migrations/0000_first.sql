CREATE TYPE "public"."attempt_outcome" AS ENUM('delivered', 'failed');--> statement-breakpoint
CREATE TYPE "public"."open_state" AS ENUM('pending', 'queued', 'held', 'dead');--> statement-breakpoint
CREATE TYPE "public"."settled_outcome" AS ENUM('delivered', 'cancelled');--> statement-breakpoint
CREATE TABLE "attempts" (
	"delivery_id" uuid NOT NULL,
	"fence" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"outcome" "attempt_outcome" NOT NULL,
	"error" text,
	"detail" text,
	"status" smallint,
	"duration_ms" integer NOT NULL,
	"timings" integer[],
	"body" "bytea",
	CONSTRAINT "attempts_delivery_id_fence_pk" PRIMARY KEY("delivery_id","fence")
) PARTITION BY RANGE ("delivery_id");
--> statement-breakpoint
CREATE TABLE "dedup" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"event_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "direct_path" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"open_until" timestamp with time zone DEFAULT '-infinity' NOT NULL,
	"rows_per_pod" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"type" text NOT NULL,
	"uid" text,
	"payload" text,
	"channels" jsonb,
	"metadata" jsonb,
	"traceparent" text NOT NULL,
	"request_id" text NOT NULL
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "open_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"lane" integer NOT NULL,
	"state" "open_state" NOT NULL,
	"next_at" timestamp with time zone,
	"fence" integer NOT NULL,
	"replay_fence" integer DEFAULT 0 NOT NULL,
	"step" smallint DEFAULT 0 NOT NULL,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text
) WITH (fillfactor = 70, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_scale_factor = 0);
--> statement-breakpoint
CREATE TABLE "settled_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"lane" integer NOT NULL,
	"outcome" "settled_outcome" NOT NULL,
	"fence" integer NOT NULL,
	"reason" text,
	"settled_at" timestamp with time zone DEFAULT now() NOT NULL
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	"changes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"address" text,
	"request_id" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"status" integer NOT NULL,
	"answer" "bytea",
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "endpoint_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "endpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"lane" integer NOT NULL,
	"uid" text,
	"url" text NOT NULL,
	"description" text,
	"event_types" text[],
	"channels" text[],
	"headers" "bytea",
	"header_names" text[] DEFAULT '{}' NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"status_reason" text,
	"timeout_ms" integer,
	"retry_schedule" integer[],
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endpoints_lane_unique" UNIQUE("lane"),
	CONSTRAINT "endpoints_tenant_uid" UNIQUE("tenant_id","uid")
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"lane" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lanes_lane_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"slow_until" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "lanes_endpoint_id_unique" UNIQUE("endpoint_id")
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"family" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"uid" text,
	"name" text NOT NULL,
	"class" text DEFAULT 'default' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"system" boolean DEFAULT false NOT NULL,
	"endpoints_version" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug"),
	CONSTRAINT "tenants_uid_unique" UNIQUE("uid"),
	CONSTRAINT "tenants_status" CHECK ("tenants"."status" in ('active', 'suspended'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoint_secrets" ADD CONSTRAINT "endpoint_secrets_endpoint_id_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_lane_lanes_lane_fk" FOREIGN KEY ("lane") REFERENCES "public"."lanes"("lane") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dedup_expires_at" ON "dedup" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "events_tenant" ON "events" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "open_deliveries_due" ON "open_deliveries" USING btree ("lane","next_at");--> statement-breakpoint
CREATE INDEX "open_deliveries_tenant" ON "open_deliveries" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "open_deliveries_dead" ON "open_deliveries" USING btree ("tenant_id","id") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "settled_deliveries_tenant" ON "settled_deliveries" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_tenant" ON "audit_log" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "idempotent_answers_expires_at" ON "idempotent_answers" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "endpoint_secrets_endpoint" ON "endpoint_secrets" USING btree ("endpoint_id","id");--> statement-breakpoint
CREATE INDEX "endpoints_tenant" ON "endpoints" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "lanes_closed" ON "lanes" USING btree ("closed_at") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "refresh_tokens_family" ON "refresh_tokens" USING btree ("family");--> statement-breakpoint
CREATE INDEX "refresh_tokens_expires_at" ON "refresh_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE VIEW "public"."deliveries" AS (
  select id, tenant_id, event_id, endpoint_id, state::text as status, reason, next_at, state_since as since
    from open_deliveries
  union all
  select id, tenant_id, event_id, endpoint_id, outcome::text as status, reason, null::timestamptz, settled_at
    from settled_deliveries);
--> statement-breakpoint
INSERT INTO "direct_path" DEFAULT VALUES;
--> statement-breakpoint
INSERT INTO "tenants" ("id", "slug", "name", "system") VALUES ('00000000-0000-7000-8000-000000000000', 'g5-deployment', 'The deployment itself', true);
--> statement-breakpoint
-- The lowest UUIDv7 of a moment: the bound between two partitions.
CREATE FUNCTION "uuid_bound"("at" timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT rpad(lpad(to_hex(floor(extract(epoch FROM "at") * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
--> statement-breakpoint
-- Makes what is missing of the partitions from the last one to "ahead" after the present one, and answers with their names.
-- Each is created standalone and then attached: CREATE TABLE ... PARTITION OF would take ACCESS EXCLUSIVE on the parent
-- and, behind a pg_dump, block every insert. The caller sets lock_timeout.
CREATE FUNCTION "ensure_partitions"("ahead" int) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	parent text;
	unit text;
	lower_at timestamptz;
	upper_at timestamptz;
	child text;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtext('g5.partitions'));
	FOR parent, unit IN VALUES ('events', 'week'), ('settled_deliveries', 'week'), ('attempts', 'week'), ('audit_log', 'month') LOOP
		FOR n IN -1..ahead LOOP
			lower_at := (date_trunc(unit, now() AT TIME ZONE 'UTC') + n * ('1 ' || unit)::interval) AT TIME ZONE 'UTC';
			upper_at := (date_trunc(unit, now() AT TIME ZONE 'UTC') + (n + 1) * ('1 ' || unit)::interval) AT TIME ZONE 'UTC';
			child := parent || to_char(lower_at AT TIME ZONE 'UTC', CASE unit WHEN 'week' THEN '_IYYY"w"IW' ELSE '_YYYY"m"MM' END);
			CONTINUE WHEN to_regclass(child) IS NOT NULL;
			EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
			EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, child, uuid_bound(lower_at), uuid_bound(upper_at));
			RETURN NEXT child;
		END LOOP;
	END LOOP;
END
$$;
--> statement-breakpoint
SELECT "ensure_partitions"(4);
