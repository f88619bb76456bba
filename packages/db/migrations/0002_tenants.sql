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
ALTER TABLE "tenants" DROP CONSTRAINT "tenants_status";--> statement-breakpoint
ALTER TABLE "tenants" ALTER COLUMN "slug" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD COLUMN "tenant_id" uuid;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payload_expiry" ADD CONSTRAINT "payload_expiry_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotent_answers_tenant" ON "idempotent_answers" USING btree ("tenant_id") WHERE tenant_id is not null;--> statement-breakpoint
CREATE INDEX "api_keys_tenant" ON "api_keys" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "users_tenant" ON "users" USING btree ("tenant_id","id");--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_status" CHECK ("tenants"."status" in ('active', 'suspended', 'erasing'));