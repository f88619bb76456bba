ALTER TABLE "events" ADD COLUMN "deliveries" integer;--> statement-breakpoint
CREATE INDEX "attempts_started" ON "attempts" USING brin ("started_at") WITH (autosummarize=true,pages_per_range=16);--> statement-breakpoint
CREATE INDEX "events_unmatched" ON "events" USING btree ("tenant_id","id") WHERE deliveries = 0;--> statement-breakpoint
CREATE INDEX "events_uid" ON "events" USING btree ("uid","tenant_id","id") WHERE uid is not null;