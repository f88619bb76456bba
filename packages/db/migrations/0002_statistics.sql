CREATE TYPE "public"."roll_up_grain" AS ENUM('minute', 'hour');--> statement-breakpoint
CREATE TYPE "public"."roll_up_kind" AS ENUM('deployment', 'tenant', 'type', 'endpoint');--> statement-breakpoint
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
