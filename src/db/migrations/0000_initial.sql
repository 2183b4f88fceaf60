CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"roles" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"roles" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_cases" (
	"alert_id" text NOT NULL,
	"case_id" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_cases_alert_id_case_id_pk" PRIMARY KEY("alert_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "alert_documents" (
	"alert_id" text NOT NULL,
	"document_id" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "alert_documents_alert_id_document_id_pk" PRIMARY KEY("alert_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"level" text NOT NULL,
	"verdict" text,
	"dedup_key" text NOT NULL,
	"group_key" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"brand" text,
	"region" text,
	"codes" text[] NOT NULL,
	"url" text,
	"document_id" text,
	"event_id" text,
	"data" jsonb NOT NULL,
	"occurrences" integer DEFAULT 1 NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_by" text,
	"acknowledged_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"close_reason" text,
	"sample" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" text NOT NULL,
	"region" text NOT NULL,
	"data" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_clocks" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"clock" text NOT NULL,
	"origin" text NOT NULL,
	"basis" text NOT NULL,
	"rules_version" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "case_transitions" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"name" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"note" text,
	"basis" text
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"level" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"brand" text,
	"region" text NOT NULL,
	"subject_key" text NOT NULL,
	"subject" jsonb NOT NULL,
	"opened_by" jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"close_reason" text,
	"sample" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"job" text NOT NULL,
	"payload" jsonb NOT NULL,
	"priority" integer,
	"run_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"document_id" text NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"captured_at" timestamp (3) with time zone NOT NULL,
	"blob" text,
	CONSTRAINT "document_versions_document_id_version_pk" PRIMARY KEY("document_id","version")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"source_id" text NOT NULL,
	"title" text NOT NULL,
	"seller_url" text,
	"region" text,
	"published_at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"analysed_version" integer DEFAULT 0 NOT NULL,
	"analysed_at" timestamp (3) with time zone,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traces" (
	"entity_id" text NOT NULL,
	"step" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"text" text NOT NULL,
	"data" jsonb NOT NULL,
	"id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"version" integer NOT NULL,
	"input_hash" text NOT NULL,
	"verdict" text NOT NULL,
	"codes" text[] NOT NULL,
	"findings" jsonb NOT NULL,
	"rules_version" text NOT NULL,
	"captured_at" timestamp (3) with time zone NOT NULL,
	"judged_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"subscription_id" text NOT NULL,
	"notice_key" text NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"filter" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_by" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_documents" (
	"document_id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"duplicate_of" text,
	"why" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"brands" text[] NOT NULL,
	"regions" text[] NOT NULL,
	"topics" text[] NOT NULL,
	"documents" integer NOT NULL,
	"authors" integer NOT NULL,
	"negative_share" real NOT NULL,
	"level" text,
	"score" real NOT NULL,
	"parts" jsonb NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opinion_state" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opinions" (
	"document_id" text NOT NULL,
	"version" integer NOT NULL,
	"sentiment" text NOT NULL,
	"score" real NOT NULL,
	"topics" jsonb NOT NULL,
	"brands" text[] NOT NULL,
	"regions" text[] NOT NULL,
	"evidence" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "opinions_document_id_version_pk" PRIMARY KEY("document_id","version")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"certificate_no" text PRIMARY KEY NOT NULL,
	"mark" text NOT NULL,
	"holder" text NOT NULL,
	"holder_uscc" text NOT NULL,
	"products" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"status" text NOT NULL,
	"status_from" date,
	"status_to" date,
	"issuer" text NOT NULL,
	"authorised_sellers" text[] NOT NULL,
	"aliases" text[] NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"position" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"file_hash" text NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"problems" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sellers" (
	"url" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"company" text,
	"uscc" text,
	"address" text,
	"region" text,
	"source_id" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_validators" (
	"source_id" text NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"blob" text NOT NULL,
	"content_type" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_validators_source_id_url_pk" PRIMARY KEY("source_id","url")
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"source_id" text NOT NULL,
	"url" text NOT NULL,
	"kind" text NOT NULL,
	"context" jsonb NOT NULL,
	"depth" integer NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"message" text,
	"status" integer,
	"blob" text,
	"items" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"source_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"pages" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"items" integer DEFAULT 0 NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"plugin" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kind" text NOT NULL,
	"grade" text NOT NULL,
	"region" text,
	"config" jsonb NOT NULL,
	"interval_minutes" integer NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"next_run_at" timestamp (3) with time zone,
	"last_run_at" timestamp (3) with time zone,
	"last_good_at" timestamp (3) with time zone,
	"health" text DEFAULT 'unknown' NOT NULL,
	"health_reason" text,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"digest" text NOT NULL,
	"oversize" boolean NOT NULL,
	"terms" text storage external NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_texts" (
	"id" text collate "C" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"brands" text[] NOT NULL,
	"region" text,
	"level" text,
	"sample" boolean NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"tokens" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "alert_cases_case" ON "alert_cases" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_dedup" ON "alerts" USING btree ("dedup_key");--> statement-breakpoint
CREATE INDEX "alerts_group" ON "alerts" USING btree ("group_key");--> statement-breakpoint
CREATE INDEX "alerts_newest" ON "alerts" USING btree ("last_seen_at","id");--> statement-breakpoint
CREATE INDEX "alerts_document" ON "alerts" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "alerts_event" ON "alerts" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "audit_entity" ON "audit_log" USING btree ("entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "case_clocks_case" ON "case_clocks" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_clocks_due" ON "case_clocks" USING btree ("due_at") WHERE stopped_at is null;--> statement-breakpoint
CREATE INDEX "case_transitions_case" ON "case_transitions" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open_subject" ON "cases" USING btree ("subject_key") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "cases_newest" ON "cases" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("seq") WHERE relayed_at is null;--> statement-breakpoint
CREATE INDEX "outbox_relayed" ON "outbox" USING btree ("relayed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_url" ON "documents" USING btree ("kind","url");--> statement-breakpoint
CREATE INDEX "documents_seller" ON "documents" USING btree ("seller_url") WHERE seller_url is not null;--> statement-breakpoint
CREATE INDEX "documents_unanalysed" ON "documents" USING btree ("last_seen_at") WHERE analysed_version < version;--> statement-breakpoint
CREATE INDEX "documents_seen" ON "documents" USING btree ("first_seen_at","id");--> statement-breakpoint
CREATE INDEX "traces_entity" ON "traces" USING btree ("entity_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "verdicts_once" ON "verdicts" USING btree ("document_id","version","input_hash");--> statement-breakpoint
CREATE INDEX "verdicts_document" ON "verdicts" USING btree ("document_id","judged_at");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("subscription_id","notice_key");--> statement-breakpoint
CREATE INDEX "deliveries_state" ON "deliveries" USING btree ("state","updated_at");--> statement-breakpoint
CREATE INDEX "event_documents_event" ON "event_documents" USING btree ("event_id","published_at");--> statement-breakpoint
CREATE INDEX "events_last" ON "events" USING btree ("last_at","id");--> statement-breakpoint
CREATE INDEX "certificates_mark" ON "certificates" USING btree ("mark");--> statement-breakpoint
CREATE INDEX "certificates_holder" ON "certificates" USING btree ("holder_uscc");--> statement-breakpoint
CREATE INDEX "sellers_uscc" ON "sellers" USING btree ("uscc");--> statement-breakpoint
CREATE UNIQUE INDEX "pages_once" ON "pages" USING btree ("run_id","url");--> statement-breakpoint
CREATE INDEX "pages_waiting" ON "pages" USING btree ("updated_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "pages_run_state" ON "pages" USING btree ("run_id","state");--> statement-breakpoint
CREATE INDEX "source_runs_source" ON "source_runs" USING btree ("source_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "source_runs_open" ON "source_runs" USING btree ("source_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "sources_due" ON "sources" USING btree ("next_run_at") WHERE enabled;--> statement-breakpoint
CREATE INDEX "search_entries_at" ON "search_entries" USING btree (at desc, id desc);--> statement-breakpoint
CREATE INDEX "search_entries_terms" ON "search_entries" USING gin (array_to_tsvector(string_to_array(terms, ' ')));