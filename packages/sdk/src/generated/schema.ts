// Generated from the OpenAPI document by `pnpm fix`.

export interface paths {
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, newest first
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["events.list"];
        put?: never;
        /**
         * Post an event
         * @description Needs the scope `events:write`. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`.
         */
        post: operations["events.post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post up to 1,000 events; each is taken or refused by itself
         * @description Needs the scope `events:write`. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`.
         */
        post: operations["events.postBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event, with counts of its deliveries by status
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase the payload of an event and what receivers answered to it; what is open of it is cancelled
         * @description Needs the scope `data:erase`. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log.
         */
        delete: operations["events.erasePayload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear of each event that is accepted from now on, or since the one that Last-Event-ID names
         * @description Needs the scope `payloads:read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["events.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why an event did or didn't go to an endpoint; values of its payload need the scope payloads:read
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["events.explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List event types, newest first: a tenant's own and the shared ones that it has no own of
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["eventTypes.list"];
        put?: never;
        /**
         * Declare an event type
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["eventTypes.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event type
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["eventTypes.get"];
        /**
         * Make or replace an event type: what is left out is reset, save whether it is archived
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        put: operations["eventTypes.put"];
        post?: never;
        /**
         * Delete an event type with its versions; events of it stay
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        delete: operations["eventTypes.delete"];
        options?: never;
        head?: never;
        /**
         * Change an event type by a merge patch (RFC 7396); its schema is replaced as a whole
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        patch: operations["eventTypes.update"];
        trace?: never;
    };
    "/v1/event-types/{name}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark an event type as no longer to be used; its events are taken and delivered all the same
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["eventTypes.archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{name}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an event type out of the archive
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["eventTypes.unarchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the schemas that an event type has had, newest first
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["eventTypes.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{name}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a payload against the schema of an event type; stores nothing
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        post: operations["eventTypes.validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare the webhooks of an OpenAPI 3.1 document, or a map of schemas; what isn't in it stays as it is
         * @description Needs the scope `event-types:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["eventTypes.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The event types as an OpenAPI 3.1 document with webhooks
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["eventTypes.openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List endpoints, newest first
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["endpoints.list"];
        put?: never;
        /**
         * Make an endpoint
         * @description Needs the scope `endpoints:write`. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an endpoint
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["endpoints.get"];
        /**
         * Make or replace the endpoint of a uid; what is left out is reset, secrets excepted
         * @description Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        put: operations["endpoints.put"];
        post?: never;
        /**
         * Delete an endpoint: what is open for it is cancelled, its history stays
         * @description Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        delete: operations["endpoints.delete"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint by a merge patch (RFC 7396)
         * @description Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        patch: operations["endpoints.update"];
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let deliveries leave again; what is held stays held, or is sent when asked
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold what is open and what comes, at once
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a signed sample at once, and answer with the attempt; it is not stored, and not tried again
         * @description Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the body that the endpoint would get of an event; nothing is sent, and nothing stored
         * @description Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names.
         */
        post: operations["endpoints.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which recent events an endpoint would get if this were what it wants; nothing is stored
         * @description Needs the scope `payloads:read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names.
         */
        post: operations["endpoints.match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the signing secrets; each reading is audited
         * @description Needs the scope `secrets:read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        get: operations["endpoints.getSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the signing secret; for a while the old one signs too
         * @description Needs the scope `endpoints:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the dead letters of a window again
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.recover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/replay-missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the events of a window that the endpoint wants and never got
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["endpoints.replayMissing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/endpoints/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An endpoint's attempts by outcome, error and duration
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["endpoints.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/circuits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List circuits that are not closed, newest endpoint first
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["circuits.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/circuits/{endpointId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a circuit at once; its deliveries start slowly
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["circuits.reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries, newest first
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["deliveries.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery with every attempt ever made
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["deliveries.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries/{id}/attempts/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one attempt: what was sent, how long it took, and what the receiver answered
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["deliveries.getAttempt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again, from the start of its schedule; one that waits goes now
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log.
         */
        post: operations["deliveries.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a delivery that is open
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log.
         */
        post: operations["deliveries.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/deliveries/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear of each attempt as it is recorded; Last-Event-ID goes back two minutes at most
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["deliveries.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/dlq": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dead letters, newest first
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["deadLetters.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/dlq/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a dead letter with every attempt ever made
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["deadLetters.get"];
        put?: never;
        post?: never;
        /**
         * Give a dead letter up for good
         * @description Needs the scope `data:erase`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log.
         */
        delete: operations["deadLetters.discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/dlq/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a dead letter again, from the start of its schedule
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`. It is written to the audit log.
         */
        post: operations["deadLetters.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/dlq/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send all dead letters that match again, at the pace asked for
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["deadLetters.replayAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bulks, newest first
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["bulks.list"];
        put?: never;
        /**
         * Change many deliveries: what matches now is touched piece by piece, at the pace asked for
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["bulks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how far a bulk has come
         * @description Needs the scope `read`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["bulks.get"];
        put?: never;
        post?: never;
        /**
         * Stop a bulk: what it has touched stays touched
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        delete: operations["bulks.stop"];
        options?: never;
        head?: never;
        /**
         * Change the pace of a bulk, pause it or let it go on
         * @description Needs the scope `deliveries:write`. Open to portal sessions of some endpoints. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        patch: operations["bulks.update"];
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tenants, newest first; a tenant's own credential sees its own
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["tenants.list"];
        put?: never;
        /**
         * Make a tenant
         * @description Needs the scope `tenants:write`. It is written to the audit log.
         */
        post: operations["tenants.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a tenant, and how far its erasure has come
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["tenants.get"];
        /**
         * Make or replace the tenant of a uid; what is left out is reset, and its status stays
         * @description Needs the scope `tenants:write`. It is written to the audit log.
         */
        put: operations["tenants.put"];
        post?: never;
        /**
         * End a tenant at once, and erase all it has; reading it by id shows how far that has come, until it is gone
         * @description Needs the scope `tenants:write`. It is written to the audit log.
         */
        delete: operations["tenants.delete"];
        options?: never;
        head?: never;
        /**
         * Change a tenant by a merge patch (RFC 7396), suspend it or let it go on
         * @description Needs the scope `tenants:write`. It is written to the audit log.
         */
        patch: operations["tenants.update"];
        trace?: never;
    };
    "/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail and password
         * @description Needs no credential. It is written to the audit log.
         */
        post: operations["auth.login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for a new pair; each is good once
         * @description Needs no credential. It is written to the audit log.
         */
        post: operations["auth.refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the session that a refresh token belongs to
         * @description Needs no credential. It is written to the audit log.
         */
        post: operations["auth.logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/accept-invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a password by the token of an invite, and sign in; all earlier sessions end
         * @description Needs no credential. It is written to the audit log.
         */
        post: operations["auth.acceptInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange the code of a portal link for a bearer token
         * @description Needs no credential. It is written to the audit log.
         */
        post: operations["auth.exchangePortalCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks, and what they may do
         * @description Needs a credential, whatever its scopes. Open to portal sessions of some endpoints.
         */
        get: operations["auth.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one's password; all other sessions end, and this one goes on with the access token of the answer
         * @description Needs a credential, whatever its scopes. It is written to the audit log.
         */
        patch: operations["auth.changePassword"];
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users, newest first
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["users.list"];
        put?: never;
        /**
         * Invite a user: whoever opens the link of the answer chooses the password
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["users.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a user
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["users.get"];
        /**
         * Invite the user of a uid, or give the one there is this role; the e-mail and whether they are disabled stay
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        put: operations["users.put"];
        post?: never;
        /**
         * Delete a user; their sessions end at once, and the e-mail and the uid are free again
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        delete: operations["users.delete"];
        options?: never;
        head?: never;
        /**
         * Change the role of a user, or disable them; it takes effect at once
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        patch: operations["users.update"];
        trace?: never;
    };
    "/v1/users/{id}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new link by which the user chooses a password; an older link is no good any more
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["users.invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End all sessions of a user at once
         * @description Needs the scope `users:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["users.signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, newest first, with those that have ended
         * @description Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["apiKeys.list"];
        put?: never;
        /**
         * Make an API key; its secret is in this answer and nowhere else
         * @description Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["apiKeys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key, without its secret
         * @description Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["apiKeys.get"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key, at once and everywhere
         * @description Needs the scope `keys:write`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        delete: operations["apiKeys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{id}/portal-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the portal to a customer: a link to their own endpoints and deliveries
         * @description Needs the scope `portal:create`. It is written to the audit log.
         */
        post: operations["portalSessions.create"];
        /**
         * End all portal sessions of a tenant, and links that were not opened yet, at once
         * @description Needs the scope `portal:create`. It is written to the audit log.
         */
        delete: operations["portalSessions.endAll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List holds that count, newest first
         * @description Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["holds.list"];
        put?: never;
        /**
         * Hold what matches, everywhere and at once: it turns `held` when it is due, and costs no attempt
         * @description Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        post: operations["holds.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a hold, and how much it holds
         * @description Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["holds.get"];
        put?: never;
        post?: never;
        /**
         * End a hold: what it holds is released, at a pace
         * @description Needs the scope `operate`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names. It is written to the audit log.
         */
        delete: operations["holds.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits, in the queues and before them in Postgres
         * @description Needs the scope `operate`.
         */
        get: operations["queues.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/queues/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let nobody take from a queue: what comes waits in Postgres, and nothing is lost
         * @description Needs the scope `operate`. It is written to the audit log.
         */
        post: operations["queues.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/queues/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a queue go again
         * @description Needs the scope `operate`. It is written to the audit log.
         */
        post: operations["queues.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, newest first; what operators did to a tenant is in its log
         * @description Needs the scope `audit:read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["auditLogs.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-logs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All of it, oldest first, a line each; the last line says that it is complete
         * @description Needs the scope `audit:read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["auditLogs.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came in, how it went out, and what waits now
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["statistics.overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which tenants, endpoints, hosts, types or errors have the most of something
         * @description Needs the scope `read`. A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.
         */
        get: operations["statistics.top"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How everything is: the word alone without a credential
         * @description Needs no credential.
         */
        get: operations["operations.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this process takes work
         * @description Needs no credential.
         */
        get: operations["operations.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this process lives
         * @description Needs no credential.
         */
        get: operations["operations.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/egress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where webhooks come from, for the firewalls of receivers
         * @description Needs a credential, whatever its scopes.
         */
        get: operations["operations.egress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log-level": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What every pod logs at
         * @description Needs the scope `operate`.
         */
        get: operations["operations.getLogLevel"];
        /**
         * Change what every pod logs, within seconds; without an end until it is changed again
         * @description Needs the scope `operate`. It is written to the audit log.
         */
        put: operations["operations.setLogLevel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    event: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A delivery to your endpoint
         * @description The body is the event's payload, byte for byte as it was posted, unless the endpoint's `transform` or `envelope` says otherwise; its type is one that the endpoint asked for (^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$). Any 2xx is a success.
         */
        post: operations["webhook.event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    operational: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An operational event, to endpoints that name its type
         * @description Of types that start with `g5.`: what happened to an endpoint of the tenant. Endpoints made by the deployment without a tenant receive those of all tenants.
         */
        post: operations["webhook.operational"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        NewEvent: {
            /** @example invoice.paid */
            type: string;
            /**
             * @description Any JSON. Receivers get it byte for byte as you wrote it.
             * @example {
             *       "invoice": "in_42",
             *       "amount": 1.1
             *     }
             */
            payload: unknown;
            /**
             * @description The caller's own id
             * @example order-1042
             */
            uid?: string;
            channels?: string[];
            /**
             * @description Up to 50 strings of your own
             * @example {
             *       "region": "eu"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description Of the endpoints that want the event, only these (id or uid) */
            endpointIds?: string[];
            /**
             * Format: date-time
             * @description Not before then: within retention, and at most a minute ago. At a strict endpoint it takes no place in the order and goes when it is due, still one at a time
             * @example 2026-01-31T12:00:00Z
             */
            deliverAt?: string;
            /**
             * Format: date-time
             * @description What is not delivered by then is cancelled, reason `expired`: in the future, within retention and after `deliverAt`. What is dead by then stays dead, and can not be sent again
             * @example 2026-01-31T12:00:00Z
             */
            expiresAt?: string;
        };
        /**
         * @example {
         *       "events": [
         *         {
         *           "type": "invoice.paid",
         *           "payload": {
         *             "invoice": "in_42"
         *           },
         *           "uid": "invoice-42-paid"
         *         }
         *       ]
         *     }
         */
        EventBatch: {
            events: unknown[];
        };
        NewEventType: {
            /** @example invoice.paid */
            name: string;
            description?: string | null;
            /** @description null: any payload will do */
            schema?: unknown | null;
            /** @description Payloads, for people */
            examples?: unknown[];
        };
        /**
         * @example {
         *       "description": "An invoice was paid",
         *       "schema": {
         *         "type": "object",
         *         "required": [
         *           "amount"
         *         ],
         *         "properties": {
         *           "amount": {
         *             "type": "number"
         *           }
         *         }
         *       }
         *     }
         */
        EventTypeReplacement: {
            /** @example invoice.paid */
            name?: string;
            description?: string | null;
            /** @description null: any payload will do */
            schema?: unknown | null;
            /** @description Payloads, for people */
            examples?: unknown[];
        };
        EventTypePatch: {
            description?: string | null;
            /** @description null: any payload will do */
            schema?: unknown | null;
            examples?: unknown[] | null;
            archived?: boolean;
        };
        PayloadToValidate: {
            /**
             * @example {
             *       "amount": 1.1
             *     }
             */
            payload: unknown;
        };
        /**
         * @example {
         *       "schemas": {
         *         "invoice.paid": {
         *           "type": "object",
         *           "required": [
         *             "amount"
         *           ],
         *           "properties": {
         *             "amount": {
         *               "type": "number"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        EventTypeImport: {
            /** @description An OpenAPI 3.1 document: each of its `webhooks` is a type, the JSON body of its POST the schema */
            openapi?: {
                [key: string]: unknown;
            };
            /** @description Schemas by the names of their types */
            schemas?: {
                [key: string]: unknown | null;
            };
            /** @description true: tells what would happen, and stores nothing */
            dryRun?: boolean;
        };
        NewEndpoint: {
            /** @example https://example.com/hooks */
            url: string;
            uid?: string | null;
            description?: string | null;
            /**
             * @description null: all types
             * @example [
             *       "invoice.*"
             *     ]
             */
            eventTypes?: string[] | null;
            channels?: string[] | null;
            filter?: {
                [key: string]: unknown;
            } | null;
            /** @description Write-only values, sent with every attempt */
            headers?: {
                [key: string]: string;
            } | null;
            enabled?: boolean;
            /** @description null: the deployment's default */
            timeoutMs?: number | null;
            /** @description null: the deployment's default */
            retrySchedule?: number[] | null;
            /** @description Deliveries in so many seconds, at most; null: no limit */
            rateLimit?: {
                limit: number;
                perSeconds: number;
            } | null;
            /**
             * @description strict: one at a time, in the order in which they were accepted; one that fails holds up the others until it is delivered or dead
             * @enum {string}
             */
            ordering?: "none" | "strict";
            /**
             * @description v1: HMAC-SHA256 with a shared secret; v1a: ed25519. Changing it makes a new secret
             * @enum {string}
             */
            signing?: "v1" | "v1a";
            transform?: string | null;
            /** @description true: the body is `{id, type, timestamp, data}`, and `data` is the payload byte for byte, or what `transform` makes of the event; `timestamp` is when the event was accepted */
            envelope?: boolean;
            /**
             * @description Up to 50 strings of your own
             * @example {
             *       "region": "eu"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            /** @description Bring one's own, of the kind that `signing` says; otherwise one is made */
            secret?: string;
        };
        EndpointPatch: {
            /** @example https://example.com/hooks */
            url?: string;
            uid?: string | null;
            description?: string | null;
            /**
             * @description null: all types
             * @example [
             *       "invoice.*"
             *     ]
             */
            eventTypes?: string[] | null;
            channels?: string[] | null;
            /** @description Replaced as a whole: a filter is not merged into another */
            filter?: {
                [key: string]: unknown;
            } | null;
            headers?: {
                [key: string]: string | null;
            } | null;
            enabled?: boolean;
            /** @description null: the deployment's default */
            timeoutMs?: number | null;
            /** @description null: the deployment's default */
            retrySchedule?: number[] | null;
            rateLimit?: {
                limit?: number;
                perSeconds?: number;
            } | null;
            /**
             * @description strict: one at a time, in the order in which they were accepted; one that fails holds up the others until it is delivered or dead
             * @enum {string}
             */
            ordering?: "none" | "strict";
            /**
             * @description v1: HMAC-SHA256 with a shared secret; v1a: ed25519. Changing it makes a new secret
             * @enum {string}
             */
            signing?: "v1" | "v1a";
            transform?: string | null;
            /** @description true: the body is `{id, type, timestamp, data}`, and `data` is the payload byte for byte, or what `transform` makes of the event; `timestamp` is when the event was accepted */
            envelope?: boolean;
            metadata?: {
                [key: string]: string | null;
            } | null;
        };
        Enabling: {
            /** @description Sends what is held; otherwise it stays held */
            releaseHeld?: boolean;
            /** @description Deliveries a second; as fast as it goes without */
            ratePerSecond?: number;
        };
        TestSend: {
            /**
             * @description The endpoint's first plain type unless told
             * @example invoice.paid
             */
            type?: string;
            /** @description Sent byte for byte; a sample unless told */
            payload?: unknown;
        };
        Preview: {
            /**
             * @description An event of the tenant, which needs the scope payloads:read; or else one made up:
             * @example evt_01k71a8700e008000000000001
             */
            eventId?: string;
            /**
             * @description The endpoint's first plain type unless told
             * @example invoice.paid
             */
            type?: string;
            /** @description A sample unless told */
            payload?: unknown;
            /**
             * @description Up to 50 strings of your own
             * @example {
             *       "region": "eu"
             *     }
             */
            metadata?: {
                [key: string]: string;
            };
            channels?: string[];
            /** @description Instead of the endpoint's own; null: none */
            transform?: string | null;
            /** @description Instead of the endpoint's own */
            envelope?: boolean;
        };
        /**
         * @example {
         *       "eventTypes": [
         *         "invoice.*"
         *       ],
         *       "filter": {
         *         "payload": {
         *           "amount": {
         *             "$gte": 100
         *           }
         *         }
         *       },
         *       "limit": 20
         *     }
         */
        EndpointMatch: {
            /**
             * @description null: all types
             * @example [
             *       "invoice.*"
             *     ]
             */
            eventTypes?: string[] | null;
            channels?: string[] | null;
            filter?: {
                [key: string]: unknown;
            } | null;
            /** @description The id or uid of the endpoint that is to change, so that events that name it count */
            endpointId?: string;
            /**
             * Format: date-time
             * @description Inclusive, on createdAt; no further back than 24 hours, whatever it says
             * @example 2026-01-31T13:00:00+01:00
             */
            from?: string;
            /** @description Looks at events of exactly these types alone; at those of all types unless told */
            type?: string[];
            /**
             * @description Which of the events to show; all are counted
             * @enum {string}
             */
            only?: "matched" | "unmatched";
            /**
             * @description Events that are shown, at most
             * @default 20
             */
            limit?: number;
        };
        RotateSecret: {
            /** @description How long both secrets sign; the deployment's default unless told */
            overlapHours?: number;
            secret?: string;
        };
        /**
         * @example {
         *       "from": "2026-01-31T00:00:00Z",
         *       "ratePerSecond": 20
         *     }
         */
        Recovery: {
            /**
             * Format: date-time
             * @example 2026-01-31T13:00:00+01:00
             */
            from: string;
            /**
             * Format: date-time
             * @description Exclusive
             * @example 2026-01-31T13:00:00+01:00
             */
            to?: string;
            /** @description Deliveries a second; as fast as it goes without */
            ratePerSecond?: number;
            /** @description Says how many it would touch, and stores nothing */
            dryRun?: boolean;
        };
        /**
         * @example {
         *       "select": {
         *         "type": "invoice.paid"
         *       },
         *       "ratePerSecond": 20
         *     }
         */
        ReplayDeadLetters: {
            select: {
                ids?: string[];
                /** @description Id or uid of an endpoint */
                endpointId?: string;
                /** @example invoice.paid */
                type?: string;
                /** @enum {string} */
                reason?: "retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded";
                /**
                 * Format: date-time
                 * @description Inclusive, on createdAt
                 * @example 2026-01-31T13:00:00+01:00
                 */
                from?: string;
                /**
                 * Format: date-time
                 * @description Exclusive
                 * @example 2026-01-31T13:00:00+01:00
                 */
                to?: string;
            };
            /** @description Deliveries a second; as fast as it goes without */
            ratePerSecond?: number;
            /** @description Says how many it would touch, and stores nothing */
            dryRun?: boolean;
        };
        NewBulk: {
            /**
             * @description send: again, from the start of the schedule; cancel and discard: end what is open; expunge: erase payloads and stored answers, and cancel what is open of those events
             * @enum {string}
             */
            action: "send" | "cancel" | "discard" | "expunge";
            select: components["schemas"]["BulkSelect"];
            /** @description Deliveries a second; as fast as it goes without */
            ratePerSecond?: number;
            /** @description Says how many it would touch, and stores nothing */
            dryRun?: boolean;
        };
        /**
         * @example {
         *       "status": [
         *         "dead"
         *       ],
         *       "type": "invoice.paid",
         *       "from": "2026-01-31T00:00:00Z"
         *     }
         */
        BulkSelect: {
            status?: ("pending" | "queued" | "delivered" | "dead" | "held" | "cancelled")[];
            /**
             * @description Events that the endpoint wants and has no delivery of; needs `endpointId`, for `send`
             * @constant
             */
            missing?: true;
            ids?: string[];
            /** @description Id or uid of an endpoint */
            endpointId?: string;
            /** @example invoice.paid */
            type?: string;
            /** @enum {string} */
            reason?: "retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded";
            /**
             * Format: date-time
             * @description Inclusive, on createdAt
             * @example 2026-01-31T13:00:00+01:00
             */
            from?: string;
            /**
             * Format: date-time
             * @description Exclusive
             * @example 2026-01-31T13:00:00+01:00
             */
            to?: string;
        };
        /**
         * @example {
         *       "ratePerSecond": 5,
         *       "paused": false
         *     }
         */
        BulkPatch: {
            ratePerSecond?: number | null;
            paused?: boolean;
        };
        NewTenant: {
            /** @example Acme Inc. */
            name: string;
            /**
             * @description A short name for people, unique in the deployment
             * @example acme
             */
            slug: string;
            uid?: string | null;
            /**
             * @description What its deliveries are queued and weighed by; `default` unless told
             * @example default
             */
            class?: string;
            limits?: {
                /**
                 * @description Events that are accepted in any second, over all pods; null: no limit
                 * @example 500
                 */
                eventsPerSecond?: number | null;
                /**
                 * @description null: 1,000
                 * @example 20
                 */
                endpoints?: number | null;
                /**
                 * @description Bytes of a payload, and never more than the deployment's MAX_PAYLOAD_BYTES; null: that
                 * @example 65536
                 */
                payloadBytes?: number | null;
            };
            settings?: {
                /** @description Refuses events of undeclared types, or that do not fit a schema */
                validateEvents?: boolean;
                /**
                 * @description Days after which payloads and stored answers are erased, and what is still open of those events is cancelled; null: they are kept as long as the events
                 * @example 30
                 */
                payloadRetentionDays?: number | null;
                /** @description Keeps the first 16 KiB of receivers' answers */
                storeResponses?: boolean;
            };
        };
        TenantPatch: {
            /** @example Acme Inc. */
            name?: string;
            /**
             * @description A short name for people, unique in the deployment
             * @example acme
             */
            slug?: string;
            uid?: string | null;
            /**
             * @description What its deliveries are queued and weighed by; `default` unless told
             * @example default
             */
            class?: string;
            /**
             * @description suspended: events are refused, and deliveries are held until the tenant is active again
             * @enum {string}
             */
            status?: "active" | "suspended";
            limits?: {
                /**
                 * @description Events that are accepted in any second, over all pods; null: no limit
                 * @example 500
                 */
                eventsPerSecond?: number | null;
                /**
                 * @description null: 1,000
                 * @example 20
                 */
                endpoints?: number | null;
                /**
                 * @description Bytes of a payload, and never more than the deployment's MAX_PAYLOAD_BYTES; null: that
                 * @example 65536
                 */
                payloadBytes?: number | null;
            } | null;
            settings?: {
                validateEvents?: boolean | null;
                /**
                 * @description Days after which payloads and stored answers are erased, and what is still open of those events is cancelled; null: they are kept as long as the events
                 * @example 30
                 */
                payloadRetentionDays?: number | null;
                storeResponses?: boolean | null;
            } | null;
        };
        /**
         * @example {
         *       "email": "ada@example.com",
         *       "password": "correct horse battery staple"
         *     }
         */
        Login: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            password: string;
            /** @description For browsers: the refresh token comes in an HttpOnly cookie instead of the body */
            cookie?: boolean;
        };
        /**
         * @example {
         *       "refreshToken": "g5r_4kq0h5zNnWl2yCkP0m2Zr7yq6yQ8b1m9QvT3xLk0aJc"
         *     }
         */
        Refresh: {
            /** @description The one of the cookie, when left out */
            refreshToken?: string;
        };
        /**
         * @example {
         *       "token": "g5i_8Jq2",
         *       "password": "correct horse battery staple"
         *     }
         */
        AcceptInvite: {
            token: string;
            password: string;
            /** @description For browsers: the refresh token comes in an HttpOnly cookie instead of the body */
            cookie?: boolean;
        };
        /**
         * @example {
         *       "code": "g5c_8Jq2"
         *     }
         */
        PortalExchange: {
            code: string;
        };
        /**
         * @example {
         *       "currentPassword": "correct horse",
         *       "password": "correct horse battery staple"
         *     }
         */
        ChangePassword: {
            currentPassword: string;
            password: string;
        };
        NewUser: {
            /**
             * Format: email
             * @description Unique in the deployment
             * @example ada@example.com
             */
            email: string;
            /**
             * @description operator without a tenant, another within one
             * @example developer
             * @enum {string}
             */
            role: "viewer" | "on-call" | "developer" | "admin" | "operator";
            uid?: string | null;
        };
        UserPatch: {
            /**
             * @description operator without a tenant, another within one
             * @example developer
             * @enum {string}
             */
            role?: "viewer" | "on-call" | "developer" | "admin" | "operator";
            disabled?: boolean;
            uid?: string | null;
        };
        NewApiKey: {
            /** @example billing */
            name: string;
            /**
             * @description A part of the maker's own, or * for all
             * @example [
             *       "events:write"
             *     ]
             */
            scopes: (("read" | "payloads:read" | "deliveries:write" | "events:write" | "endpoints:write" | "event-types:write" | "secrets:read" | "users:write" | "keys:write" | "audit:read" | "data:erase" | "tenants:write" | "portal:create" | "operate") | "*")[];
            /** @description It never expires without one */
            expiresAt?: string | null;
        };
        NewPortalSession: {
            /**
             * @description view: endpoints, events and deliveries, payloads included; endpoints: change them; secrets: read signing secrets; send: retry, replay, cancel, enable and disable
             * @example [
             *       "view",
             *       "endpoints"
             *     ]
             */
            capabilities: ("view" | "endpoints" | "secrets" | "send")[];
            /** @description Ids or uids of all it is to see and touch; every endpoint of the tenant without */
            endpointIds?: string[];
            /** @default 3600 */
            expiresInSeconds?: number;
            /**
             * @description Who it is for, as the audit log will name them
             * @example ada@customer.example
             */
            subject?: string;
        };
        /** @description A delivery is held when it meets every criterion that is given */
        NewHold: {
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /**
             * @description Of the endpoint's URL, whatever its port
             * @example hooks.example.com
             */
            host?: string;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId?: string;
            /**
             * @description Of the event, in full
             * @example invoice.paid
             */
            type?: string;
            /** @example INC-2041: hooks.example.com drops what it answers with 200 */
            reason: string;
            /**
             * Format: date-time
             * @description When it ends by itself
             * @example 2026-01-31T13:00:00+01:00
             */
            until?: string;
        };
        NewLogLevel: {
            /** @description null: what LOG_LEVEL says */
            level: ("trace" | "debug" | "info" | "warn" | "error" | "fatal") | null;
            /**
             * Format: date-time
             * @description When LOG_LEVEL holds again
             * @example 2026-01-31T13:00:00+01:00
             */
            until?: string;
        };
        OperationalEvent: {
            /** @enum {string} */
            type: "g5.endpoint.failing" | "g5.endpoint.disabled" | "g5.endpoint.recovered" | "g5.circuit.opened" | "g5.circuit.closed" | "g5.delivery.dead_lettered" | "g5.dead_letter.expiring" | "g5.dlq.threshold_exceeded";
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            timestamp: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId: string;
            /** @description null: it is about the tenant as a whole */
            endpointId: string | null;
            /** @description The endpoint's, without its query */
            url: string | null;
            /** @description How often it happened since the last event of this type and endpoint: there is one in 5 minutes */
            count: number;
            data: {
                reason?: string;
                /**
                 * Format: date-time
                 * @example 2026-01-31T12:00:00.000Z
                 */
                failingSince?: string;
                failures?: number;
                /**
                 * @description TypeID of the delivery
                 * @example dlv_01k71a8700e008000000000001
                 */
                deliveryId?: string;
                /**
                 * @description TypeID of the event
                 * @example evt_01k71a8700e008000000000001
                 */
                eventId?: string;
                errorCode?: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
                deadLetters?: number;
            };
        };
        AcceptedEvent: {
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            id: string;
            /** @example invoice.paid */
            type: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /** @description How many endpoints will get it */
            deliveries: number;
        };
        Event: {
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /** @example invoice.paid */
            type: string;
            uid: string | null;
            channels: string[] | null;
            metadata: {
                [key: string]: string;
            };
            traceId: string | null;
            requestId: string | null;
            /** @description No endpoint wanted it when it was posted */
            unmatched: boolean;
            deliverAt: string | null;
            expiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
        };
        BatchResults: {
            results: ({
                index: number;
                /**
                 * @description TypeID of the event
                 * @example evt_01k71a8700e008000000000001
                 */
                id: string;
            } | {
                index: number;
                problem: components["schemas"]["Problem"];
            })[];
        };
        EventDetail: {
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /** @example invoice.paid */
            type: string;
            uid: string | null;
            channels: string[] | null;
            metadata: {
                [key: string]: string;
            };
            traceId: string | null;
            requestId: string | null;
            /** @description No endpoint wanted it when it was posted */
            unmatched: boolean;
            deliverAt: string | null;
            expiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /** @description Needs the scope payloads:read */
            payload?: unknown;
            deliveries: {
                pending: number;
                queued: number;
                delivered: number;
                dead: number;
                held: number;
                cancelled: number;
            };
        };
        StreamedEvent: {
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /** @example invoice.paid */
            type: string;
            uid: string | null;
            channels: string[] | null;
            metadata: {
                [key: string]: string;
            };
            traceId: string | null;
            requestId: string | null;
            /** @description No endpoint wanted it when it was posted */
            unmatched: boolean;
            deliverAt: string | null;
            expiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /** @description Left out once it has been erased */
            payload?: unknown;
        };
        Explanation: {
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            eventId: string;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId: string;
            /**
             * @description delivered_to: it has a delivery, whatever became of that. not_wanted: a clause does not match. made_later: the endpoint would want it and is younger. changed_later: it wants it today and did not then. unknown: the payload that its filter looks at was erased.
             * @enum {string}
             */
            outcome: "delivered_to" | "not_wanted" | "made_later" | "changed_later" | "unknown";
            /**
             * @description TypeID of the delivery
             * @example dlv_01k71a8700e008000000000001
             */
            deliveryId?: string;
            /**
             * @description Of the delivery
             * @enum {string}
             */
            status?: "pending" | "queued" | "delivered" | "dead" | "held" | "cancelled";
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            endpointUpdatedAt: string;
            /** @description true: the endpoint changed after the event, so the clauses are not those that decided */
            endpointChangedSince: boolean;
            clauses: {
                /** @enum {string} */
                clause: "endpointIds" | "eventTypes" | "channels" | "filter" | "createdAfter" | "enabled";
                /** @description null: nobody can say any more, since the payload was erased */
                matched: boolean | null;
                detail: string;
                /** @description JSON Pointer (RFC 6901) into the event, as filters see it */
                pointer?: string;
            }[];
        };
        EventType: {
            /**
             * @description TypeID of the eventType
             * @example typ_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /** @example invoice.paid */
            name: string;
            description: string | null;
            /**
             * @description null: any payload will do
             * @example {
             *       "type": "object",
             *       "required": [
             *         "amount"
             *       ],
             *       "properties": {
             *         "amount": {
             *           "type": "number"
             *         }
             *       }
             *     }
             */
            schema: unknown;
            examples: unknown[];
            /** @description Of the schema: each other schema is a new one */
            version: number;
            /** @description Everybody's, written by the deployment: read-only to tenants */
            shared: boolean;
            /** @description No longer meant to be used. Its events are taken and delivered all the same */
            archived: boolean;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            updatedAt: string;
        };
        EventTypeVersions: {
            data: {
                version: number;
                /**
                 * @example {
                 *       "type": "object",
                 *       "required": [
                 *         "amount"
                 *       ],
                 *       "properties": {
                 *         "amount": {
                 *           "type": "number"
                 *         }
                 *       }
                 *     }
                 */
                schema: unknown;
                /**
                 * Format: date-time
                 * @example 2026-01-31T12:00:00.000Z
                 */
                createdAt: string;
            }[];
        };
        PayloadValidation: {
            valid: boolean;
            errors: {
                /** @description JSON Pointer (RFC 6901) into the body, or #/query/…, #/path/…, #/header/… */
                pointer: string;
                detail: string;
            }[];
        };
        ImportedEventTypes: {
            created: string[];
            changed: string[];
            unchanged: string[];
            dryRun: boolean;
        };
        EventTypeDocument: {
            /** @constant */
            openapi: "3.1.0";
            info: {
                title: string;
                version: string;
            };
            webhooks: {
                [key: string]: unknown;
            };
            components: {
                schemas: {
                    [key: string]: unknown;
                };
            };
        };
        Endpoint: {
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            uid: string | null;
            url: string;
            description: string | null;
            eventTypes: string[] | null;
            channels: string[] | null;
            filter: {
                [key: string]: unknown;
            } | null;
            /** @description Names only; values are write-only */
            headers: string[];
            enabled: boolean;
            /** @enum {string} */
            status: "enabled" | "disabled";
            statusReason: string | null;
            timeoutMs: number | null;
            retrySchedule: number[] | null;
            rateLimit: {
                limit: number;
                perSeconds: number;
            } | null;
            /**
             * @description strict: one at a time, in the order in which they were accepted; one that fails holds up the others until it is delivered or dead
             * @enum {string}
             */
            ordering: "none" | "strict";
            /**
             * @description v1: HMAC-SHA256 with a shared secret; v1a: ed25519. Changing it makes a new secret
             * @enum {string}
             */
            signing: "v1" | "v1a";
            transform: string | null;
            envelope: boolean;
            metadata: {
                [key: string]: string;
            };
            circuit: {
                /** @enum {string} */
                state: "closed" | "open" | "half_open";
                /** @description null: it has never been open */
                since: string | null;
                failures: number;
                nextProbeAt: string | null;
            };
            health: {
                /** @enum {string} */
                state: "unknown" | "healthy" | "failing";
                failingSince: string | null;
                lastSuccessAt: string | null;
            };
            /** @description The last four characters of the present secret */
            secretHint: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            updatedAt: string;
        };
        Bulk: {
            /**
             * @description TypeID of the bulk
             * @example blk_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /**
             * @description send: again, from the start of the schedule; cancel and discard: end what is open; expunge: erase payloads and stored answers, and cancel what is open of those events
             * @enum {string}
             */
            action: "send" | "cancel" | "discard" | "expunge";
            select: components["schemas"]["BulkSelected"];
            /** @enum {string} */
            status: "running" | "done" | "stopped";
            paused: boolean;
            ratePerSecond: number | null;
            /** @description What it was to touch when it was made */
            matched: number;
            touched: number;
            /** @description What had changed by the time it came to it; known at the end */
            skipped: number;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            endedAt: string | null;
        };
        BulkSelected: {
            status?: ("pending" | "queued" | "delivered" | "dead" | "held" | "cancelled")[];
            /** @constant */
            missing?: true;
            /** @description How many deliveries were named */
            ids?: number;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId?: string;
            /** @example invoice.paid */
            type?: string;
            /** @enum {string} */
            reason?: "retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded";
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            from?: string;
            /**
             * Format: date-time
             * @description Exclusive; what came after the making of the bulk is never part of it
             * @example 2026-01-31T12:00:00.000Z
             */
            to?: string;
        };
        TestAttempt: {
            /** @enum {string} */
            outcome: "delivered" | "failed";
            errorCode: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            detail: string | null;
            durationMs: number;
            /** @description Milliseconds from its start; null: the phase did not happen */
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                firstByteMs: number | null;
            };
            request: {
                url: string;
                /** @description Values of the endpoint's own headers are left out */
                headers: {
                    [key: string]: string;
                };
                body: string;
            };
            response: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                /** @description The first 16 KiB, as text */
                body: string;
            } | null;
        };
        PreviewedBody: {
            /** @description What would be signed and sent, byte for byte */
            body: string;
            bytes: number;
            /** @description Milliseconds that the transform took; 0 without one */
            ms: number;
        };
        MatchedEvents: {
            /** @description How many of the newest events were looked at: 200 at most, and fewer where their payloads are large, their filters costly or time is up */
            looked: number;
            /** @description How many of those would go to the endpoint */
            matched: number;
            data: {
                /**
                 * @description TypeID of the event
                 * @example evt_01k71a8700e008000000000001
                 */
                eventId: string;
                /** @example invoice.paid */
                type: string;
                /**
                 * Format: date-time
                 * @example 2026-01-31T12:00:00.000Z
                 */
                createdAt: string;
                /** @description null: nobody can say any more, since the payload that the filter looks at was erased */
                matched: boolean | null;
                clauses: {
                    /** @enum {string} */
                    clause: "endpointIds" | "eventTypes" | "channels" | "filter" | "createdAfter" | "enabled";
                    /** @description null: nobody can say any more, since the payload was erased */
                    matched: boolean | null;
                    detail: string;
                    /** @description JSON Pointer (RFC 6901) into the event, as filters see it */
                    pointer?: string;
                }[];
            }[];
        };
        EndpointSecret: {
            /** @description What a receiver verifies with: the shared secret (whsec_), or for v1a the public key (whpk_) */
            secret: string;
            /** @description Secrets that still sign during their overlap, newest first */
            previous: {
                secret: string;
                /**
                 * Format: date-time
                 * @example 2026-01-31T12:00:00.000Z
                 */
                expiresAt: string;
            }[];
        };
        BulkCount: {
            matched: number;
        };
        EndpointStatistics: {
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /**
             * Format: date-time
             * @description The first bucket begins
             * @example 2026-01-31T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @description The last bucket ends
             * @example 2026-01-31T12:00:00.000Z
             */
            to: string;
            /** @enum {string} */
            bucket: "1m" | "5m" | "1h" | "1d";
            /** @description When attempts and events were last counted: what came later is not in yet. null: never so far */
            asOf: string | null;
            totals: {
                attempts: number;
                /** @description Attempts that a 2xx answered */
                delivered: number;
                failed: number;
                /** @description Deliveries that became dead letters */
                dead: number;
                /** @description `delivered` of `attempts`; null when there were none */
                successRate: number | null;
                /** @description Milliseconds of whole attempts, failed ones too, within 10 %; null when there were none */
                latencyMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                /** @description Milliseconds from when an event was accepted, or from its `deliverAt`, to the start of the first attempt of each of its deliveries, within 10 %. Whatever that waited for counts: its turn, an order, a hold, a pause, an open circuit. What was sent again does not. null when there were no first attempts */
                firstAttemptDelayMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                /** @description Failed attempts by their error */
                errors: {
                    [key: string]: number;
                };
                /** @description Of durations, each from where the one before it ends; null: no end */
                histogram: {
                    upToMs: number | null;
                    attempts: number;
                }[];
            };
            series: {
                /**
                 * Format: date-time
                 * @description When the bucket begins
                 * @example 2026-01-31T12:00:00.000Z
                 */
                at: string;
                attempts: number;
                /** @description Attempts that a 2xx answered */
                delivered: number;
                failed: number;
                /** @description Deliveries that became dead letters */
                dead: number;
                /** @description `delivered` of `attempts`; null when there were none */
                successRate: number | null;
                /** @description Milliseconds of whole attempts, failed ones too, within 10 %; null when there were none */
                latencyMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                /** @description Milliseconds from when an event was accepted, or from its `deliverAt`, to the start of the first attempt of each of its deliveries, within 10 %. Whatever that waited for counts: its turn, an order, a hold, a pause, an open circuit. What was sent again does not. null when there were no first attempts */
                firstAttemptDelayMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                errors: {
                    [key: string]: number;
                };
            }[];
        };
        Circuit: {
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            url: string;
            /** @enum {string} */
            state: "closed" | "open" | "half_open";
            /** @description null: it has never been open */
            since: string | null;
            failures: number;
            nextProbeAt: string | null;
        };
        Delivery: {
            /**
             * @description TypeID of the delivery
             * @example dlv_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            eventId: string;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId: string;
            /** @description null once the event is past retention */
            eventType: string | null;
            /** @enum {string} */
            status: "pending" | "queued" | "delivered" | "dead" | "held" | "cancelled";
            reason: ("retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded") | null;
            /** @description Of the last attempt */
            errorCode: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            attempts: number;
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            stateSince: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
        };
        DeliveryDetail: {
            /**
             * @description TypeID of the delivery
             * @example dlv_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            eventId: string;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId: string;
            /** @description null once the event is past retention */
            eventType: string | null;
            /** @enum {string} */
            status: "pending" | "queued" | "delivered" | "dead" | "held" | "cancelled";
            reason: ("retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded") | null;
            /** @description Of the last attempt */
            errorCode: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            attempts: number;
            nextAttemptAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            stateSince: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            log: components["schemas"]["Attempt"][];
        };
        Attempt: {
            /** @description Counts every attempt ever made of this delivery, from 1 */
            number: number;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            startedAt: string;
            /** @enum {string} */
            outcome: "delivered" | "failed";
            errorCode: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            detail: string | null;
            /** @description The receiver's HTTP status */
            status: number | null;
            durationMs: number;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                firstByteMs: number | null;
            } | null;
        };
        AttemptDetail: {
            /** @description Counts every attempt ever made of this delivery, from 1 */
            number: number;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            startedAt: string;
            /** @enum {string} */
            outcome: "delivered" | "failed";
            errorCode: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            detail: string | null;
            /** @description The receiver's HTTP status */
            status: number | null;
            durationMs: number;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                firstByteMs: number | null;
            } | null;
            /**
             * @description TypeID of the delivery
             * @example dlv_01k71a8700e008000000000001
             */
            deliveryId: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            traceId: string | null;
            /** @description null: nothing was sent, since the transform failed */
            request: {
                /** @description null: the endpoint was changed since, or is gone */
                url: string | null;
                /** @description As they were sent, the timestamp to the second; values of the endpoint's own headers and the signature are left out */
                headers: {
                    [key: string]: string;
                };
            } | null;
            /** @description null: there was no answer */
            response: {
                status: number;
                /** @description The first 16 KiB; null: empty, or erased. Needs the scope payloads:read */
                body?: string | null;
                /**
                 * @description How the body is written here
                 * @enum {string}
                 */
                encoding?: "utf8" | "base64";
            } | null;
        };
        DeliveryOutcome: {
            /**
             * @description TypeID of the delivery
             * @example dlv_01k71a8700e008000000000001
             */
            id: string;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            /**
             * @description TypeID of the event
             * @example evt_01k71a8700e008000000000001
             */
            eventId: string;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId: string;
            eventType: string | null;
            /**
             * @description What the delivery is after the attempt
             * @enum {string}
             */
            status: "pending" | "queued" | "delivered" | "dead" | "held" | "cancelled";
            /** @description Its number */
            attempt: number;
            errorCode: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            httpStatus: number | null;
            durationMs: number;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            startedAt: string;
        };
        Tenant: {
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            id: string;
            name: string;
            /** @description null while it is being erased: it is free again */
            slug: string | null;
            uid: string | null;
            class: string;
            /** @enum {string} */
            status: "active" | "suspended" | "erasing";
            limits: {
                /**
                 * @description Events that are accepted in any second, over all pods; null: no limit
                 * @example 500
                 */
                eventsPerSecond: number | null;
                /**
                 * @description null: 1,000
                 * @example 20
                 */
                endpoints: number | null;
                /**
                 * @description Bytes of a payload, and never more than the deployment's MAX_PAYLOAD_BYTES; null: that
                 * @example 65536
                 */
                payloadBytes: number | null;
            };
            settings: {
                /** @description Refuses events of undeclared types, or that do not fit a schema */
                validateEvents: boolean;
                /**
                 * @description Days after which payloads and stored answers are erased, and what is still open of those events is cancelled; null: they are kept as long as the events
                 * @example 30
                 */
                payloadRetentionDays: number | null;
                /** @description Keeps the first 16 KiB of receivers' answers */
                storeResponses: boolean;
            };
            usage: {
                endpoints: number;
            };
            /** @description How far its erasure has come, in rows; once all is gone the tenant is 404 */
            erasure: {
                /**
                 * Format: date-time
                 * @example 2026-01-31T12:00:00.000Z
                 */
                startedAt: string;
                erased: {
                    events: number;
                    deliveries: number;
                    attempts: number;
                    other: number;
                };
            } | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            updatedAt: string;
        };
        Session: {
            accessToken: string;
            /** @description Good once. Left out when it is in a cookie, and when the one that the caller has stays good */
            refreshToken?: string;
            /** @description Seconds the access token lives */
            expiresIn: number;
        };
        PortalToken: {
            accessToken: string;
            /** @description Seconds until the session ends */
            expiresIn: number;
        };
        Me: {
            /** @enum {string} */
            kind: "user" | "api_key" | "operator" | "portal";
            id: string | null;
            name: string;
            role: ("viewer" | "on-call" | "developer" | "admin" | "operator") | null;
            tenantId: string | null;
            scopes: ("read" | "payloads:read" | "deliveries:write" | "events:write" | "endpoints:write" | "event-types:write" | "secrets:read" | "users:write" | "keys:write" | "audit:read" | "data:erase" | "tenants:write" | "portal:create" | "operate")[];
            /** @description What it sees; null: all endpoints */
            endpointIds: string[] | null;
        };
        InvitedUser: {
            /**
             * @description TypeID of the user
             * @example usr_01k71a8700e008000000000001
             */
            id: string;
            /** @description null: an operator */
            tenantId?: string | null;
            uid: string | null;
            email: string;
            /** @description null: one that is not known here, and may do nothing */
            role: ("viewer" | "on-call" | "developer" | "admin" | "operator") | null;
            disabled: boolean;
            /**
             * @description invited: no password was ever set
             * @enum {string}
             */
            status: "invited" | "active" | "disabled";
            /** @description Of the link that is open; null: none is */
            inviteExpiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            /** @description Where its bearer chooses a password, once; shown this once */
            inviteUrl: string;
        };
        User: {
            /**
             * @description TypeID of the user
             * @example usr_01k71a8700e008000000000001
             */
            id: string;
            /** @description null: an operator */
            tenantId?: string | null;
            uid: string | null;
            email: string;
            /** @description null: one that is not known here, and may do nothing */
            role: ("viewer" | "on-call" | "developer" | "admin" | "operator") | null;
            disabled: boolean;
            /**
             * @description invited: no password was ever set
             * @enum {string}
             */
            status: "invited" | "active" | "disabled";
            /** @description Of the link that is open; null: none is */
            inviteExpiresAt: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
        };
        MadeApiKey: {
            /**
             * @description TypeID of the apiKey
             * @example key_01k71a8700e008000000000001
             */
            id: string;
            /** @description null: of the deployment */
            tenantId?: string | null;
            name: string;
            /**
             * @description What the secret starts with
             * @example g5k_aB3dE5fG
             */
            prefix: string;
            scopes: (("read" | "payloads:read" | "deliveries:write" | "events:write" | "endpoints:write" | "event-types:write" | "secrets:read" | "users:write" | "keys:write" | "audit:read" | "data:erase" | "tenants:write" | "portal:create" | "operate") | "*")[];
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            /** @description To the minute */
            lastUsedAt: string | null;
            revokedAt: string | null;
            /** @description Shown this once */
            secret: string;
        };
        ApiKey: {
            /**
             * @description TypeID of the apiKey
             * @example key_01k71a8700e008000000000001
             */
            id: string;
            /** @description null: of the deployment */
            tenantId?: string | null;
            name: string;
            /**
             * @description What the secret starts with
             * @example g5k_aB3dE5fG
             */
            prefix: string;
            scopes: (("read" | "payloads:read" | "deliveries:write" | "events:write" | "endpoints:write" | "event-types:write" | "secrets:read" | "users:write" | "keys:write" | "audit:read" | "data:erase" | "tenants:write" | "portal:create" | "operate") | "*")[];
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
            expiresAt: string | null;
            /** @description To the minute */
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        PortalSession: {
            /** @description Opens the portal. Good once, and for five minutes */
            url: string;
            /**
             * Format: date-time
             * @description When the session ends
             * @example 2026-01-31T12:00:00.000Z
             */
            expiresAt: string;
        };
        Hold: {
            /**
             * @description TypeID of the hold
             * @example hld_01k71a8700e008000000000001
             */
            id: string;
            tenantId: string | null;
            host: string | null;
            endpointId: string | null;
            type: string | null;
            reason: string;
            until: string | null;
            /** @description Deliveries that it holds now, counted up to 10,000 */
            held: number;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
        };
        /** @description A job of a queue of deliveries carries up to 50 of them */
        Queue: {
            /** @example webhooks */
            name: string;
            /** @description Jobs that no worker has taken yet; null while the queue is away */
            waiting: number | null;
            /** @description Jobs in the hands of workers; null while the queue is away */
            active: number | null;
            /** @description Deliveries in Postgres that are due and not handed out, counted up to 10,000; null where none belong */
            due: number | null;
            oldestDueSeconds: number | null;
            paused: boolean;
            pausedSince: string | null;
        };
        AuditEntry: {
            /**
             * @description TypeID of the auditEntry
             * @example aud_01k71a8700e008000000000001
             */
            id: string;
            tenantId?: string | null;
            actor: {
                /** @enum {string} */
                kind: "user" | "api_key" | "operator" | "portal" | "system";
                id: string | null;
                name: string;
            };
            /** @example endpoint.disabled */
            action: string;
            target: {
                kind: string;
                id: string | null;
                name: string | null;
            };
            changes: {
                [key: string]: unknown;
            };
            address: string | null;
            requestId: string | null;
            /**
             * Format: date-time
             * @example 2026-01-31T12:00:00.000Z
             */
            createdAt: string;
        };
        /** @description The last line: an export that ends without it was cut off */
        AuditExportEnd: {
            /** @constant */
            complete: true;
            entries: number;
        };
        Overview: {
            /**
             * Format: date-time
             * @description The first bucket begins
             * @example 2026-01-31T12:00:00.000Z
             */
            from: string;
            /**
             * Format: date-time
             * @description The last bucket ends
             * @example 2026-01-31T12:00:00.000Z
             */
            to: string;
            /** @enum {string} */
            bucket: "1m" | "5m" | "1h" | "1d";
            /** @description When attempts and events were last counted: what came later is not in yet. null: never so far */
            asOf: string | null;
            /** @description Now, whatever was asked */
            present: components["schemas"]["PresentState"];
            totals: {
                /** @description Accepted */
                events: number;
                attempts: number;
                /** @description Attempts that a 2xx answered */
                delivered: number;
                failed: number;
                /** @description Deliveries that became dead letters */
                dead: number;
                /** @description `delivered` of `attempts`; null when there were none */
                successRate: number | null;
                /** @description Milliseconds of whole attempts, failed ones too, within 10 %; null when there were none */
                latencyMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                /** @description Milliseconds from when an event was accepted, or from its `deliverAt`, to the start of the first attempt of each of its deliveries, within 10 %. Whatever that waited for counts: its turn, an order, a hold, a pause, an open circuit. What was sent again does not. null when there were no first attempts */
                firstAttemptDelayMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
            };
            series: {
                /**
                 * Format: date-time
                 * @description When the bucket begins
                 * @example 2026-01-31T12:00:00.000Z
                 */
                at: string;
                /** @description Accepted */
                events: number;
                attempts: number;
                /** @description Attempts that a 2xx answered */
                delivered: number;
                failed: number;
                /** @description Deliveries that became dead letters */
                dead: number;
                /** @description `delivered` of `attempts`; null when there were none */
                successRate: number | null;
                /** @description Milliseconds of whole attempts, failed ones too, within 10 %; null when there were none */
                latencyMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
                /** @description Milliseconds from when an event was accepted, or from its `deliverAt`, to the start of the first attempt of each of its deliveries, within 10 %. Whatever that waited for counts: its turn, an order, a hold, a pause, an open circuit. What was sent again does not. null when there were no first attempts */
                firstAttemptDelayMs: {
                    p50: number;
                    p95: number;
                    p99: number;
                } | null;
            }[];
        };
        BoundedCount: {
            count: number;
            /** @description True: counting stopped there */
            atLeast: boolean;
        };
        PresentState: {
            /** @description Deliveries whose time has come */
            backlog: components["schemas"]["BoundedCount"];
            /** @description Those of them that wait for their endpoint: its circuit is open, or it asked to be left alone */
            blocked: components["schemas"]["BoundedCount"];
            /** @description Since when the one has waited that has waited longest, of those that nothing blocks */
            oldestDueAt: string | null;
            held: components["schemas"]["BoundedCount"];
            deadLetters: components["schemas"]["BoundedCount"];
            openCircuits: number;
            halfOpenCircuits: number;
        };
        Top: {
            /** @enum {string} */
            by: "tenant" | "endpoint" | "host" | "type" | "errorCode";
            /** @enum {string} */
            metric: "backlog" | "oldestDue" | "failures" | "dead" | "events";
            /** @description null, as `to`: `backlog` and `oldestDue` are of now */
            from: string | null;
            to: string | null;
            asOf: string | null;
            /** @description The largest first */
            data: components["schemas"]["TopRow"][];
        };
        TopRow: {
            /** @description A count; seconds for `oldestDue` */
            value: number;
            /** @description True: counting stopped there */
            atLeast: boolean;
            /**
             * @description TypeID of the tenant
             * @example ten_01k71a8700e008000000000001
             */
            tenantId?: string;
            tenantSlug?: string;
            /**
             * @description TypeID of the endpoint
             * @example ep_01k71a8700e008000000000001
             */
            endpointId?: string;
            /** @description null: of endpoints that are deleted */
            host?: string | null;
            /** @example invoice.paid */
            type?: string;
            /** @enum {string} */
            errorCode?: "dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed";
            /** @description Of an endpoint, within 24 hours */
            lastErrorCode?: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | null;
            lastFailedAt?: string | null;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            reasons?: string[];
            postgres?: {
                /** @enum {string} */
                status: "up" | "down";
                latencyMs: number | null;
                detail?: string;
            };
            queue?: {
                /** @enum {string} */
                status: "up" | "down";
                latencyMs: number | null;
                detail?: string;
                /** @enum {string} */
                backend: "redis" | "postgres";
                waiting: {
                    [key: string]: number;
                };
            };
            /** @description `due`, `dead` and `held` are counted up to 10,000 */
            deliveries?: {
                due: number;
                oldestDueSeconds: number | null;
                dead: number;
                held: number;
            };
            circuits?: {
                open: number;
                half_open: number;
            };
            /** @description The newest good backup; null when there was none */
            backup?: {
                /** Format: date-time */
                finishedAt: string;
                ageSeconds: number;
            } | null;
            migrations?: {
                pending: number;
            };
            version?: string;
        };
        Egress: {
            /** @description Where webhooks come from; empty when the deployment does not say */
            cidrs: string[];
            userAgent: string;
        };
        LogLevel: {
            /** @description Of every pod, within seconds; null: each logs by its LOG_LEVEL */
            level: ("trace" | "debug" | "info" | "warn" | "error" | "fatal") | null;
            until: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            instance?: string;
            /** @enum {string} */
            code: "malformed_json" | "bad_request" | "bad_cursor" | "tenant_context_required" | "unauthorized" | "forbidden" | "tenant_suspended" | "not_found" | "method_not_allowed" | "slug_taken" | "uid_taken" | "email_taken" | "last_administrator" | "user_disabled" | "event_uid_conflict" | "not_dead" | "not_open" | "not_pausable" | "not_running" | "already_queued" | "endpoint_disabled" | "endpoint_limit_reached" | "event_type_exists" | "event_type_limit_reached" | "event_type_shared" | "event_expired" | "past_retention" | "payload_erased" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "transform_failed" | "idempotency_key_reused" | "rate_limited" | "internal_error" | "overloaded" | "unavailable";
            requestId: string;
            errors?: {
                /** @description JSON Pointer (RFC 6901) into the body, or #/query/…, #/path/…, #/header/… */
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description `bad_request`: The request cannot be read; `malformed_json`: The body is not valid JSON; `tenant_context_required`: Name the tenant with the header X-Tenant-Id */
        "bad_request.malformed_json.tenant_context_required": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_request" | "malformed_json" | "tenant_context_required";
                };
            };
        };
        /** @description `unauthorized`: No valid credential */
        unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unauthorized";
                };
            };
        };
        /** @description `forbidden`: The credential lacks the scope; `tenant_suspended`: The tenant is suspended */
        "forbidden.tenant_suspended": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden" | "tenant_suspended";
                };
            };
        };
        /** @description `not_found`: There is no such thing */
        not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_found";
                };
            };
        };
        /** @description `event_uid_conflict`: An event of this uid has another body */
        event_uid_conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "event_uid_conflict";
                };
            };
        };
        /** @description `payload_too_large`: The payload is over the limit */
        payload_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "payload_too_large";
                };
            };
        };
        /** @description `unsupported_media_type`: Send application/json */
        unsupported_media_type: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unsupported_media_type";
                };
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used with another body; `validation_failed`: The request does not say what it must */
        "idempotency_key_reused.validation_failed": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "validation_failed";
                };
            };
        };
        /** @description `rate_limited`: Too many requests */
        rate_limited: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "rate_limited";
                };
            };
        };
        /** @description `internal_error`: A fault of ours */
        internal_error: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "internal_error";
                };
            };
        };
        /** @description `overloaded`: More requests wait than can be served in time; `unavailable`: A service that is needed is away */
        "overloaded.unavailable": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "overloaded" | "unavailable";
                };
            };
        };
        /** @description `bad_cursor`: The cursor is not one of this list and these filters */
        bad_cursor: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_cursor";
                };
            };
        };
        /** @description `forbidden`: The credential lacks the scope */
        forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "forbidden";
                };
            };
        };
        /** @description `validation_failed`: The request does not say what it must */
        validation_failed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "validation_failed";
                };
            };
        };
        /** @description `unavailable`: A service that is needed is away */
        unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "unavailable";
                };
            };
        };
        /** @description `bad_request`: The request cannot be read; `malformed_json`: The body is not valid JSON */
        "bad_request.malformed_json": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "bad_request" | "malformed_json";
                };
            };
        };
        /** @description `event_type_exists`: There is an event type of this name; `event_type_limit_reached`: There are as many event types as there may be */
        "event_type_exists.event_type_limit_reached": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "event_type_exists" | "event_type_limit_reached";
                };
            };
        };
        /** @description `event_type_limit_reached`: There are as many event types as there may be */
        event_type_limit_reached: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "event_type_limit_reached";
                };
            };
        };
        /** @description `event_type_shared`: The event type is shared: make one of your own by this name instead */
        event_type_shared: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "event_type_shared";
                };
            };
        };
        /** @description `endpoint_limit_reached`: The tenant has as many endpoints as its limit allows; `uid_taken`: The uid belongs to another resource */
        "endpoint_limit_reached.uid_taken": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "endpoint_limit_reached" | "uid_taken";
                };
            };
        };
        /** @description `uid_taken`: The uid belongs to another resource */
        uid_taken: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "uid_taken";
                };
            };
        };
        /** @description `idempotency_key_reused`: The Idempotency-Key was used with another body; `transform_failed`: The transform made no body of the event; `validation_failed`: The request does not say what it must */
        "idempotency_key_reused.transform_failed.validation_failed": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "idempotency_key_reused" | "transform_failed" | "validation_failed";
                };
            };
        };
        /** @description `payload_erased`: The payload has been erased */
        payload_erased: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "payload_erased";
                };
            };
        };
        /** @description `transform_failed`: The transform made no body of the event; `validation_failed`: The request does not say what it must */
        "transform_failed.validation_failed": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "transform_failed" | "validation_failed";
                };
            };
        };
        /** @description `endpoint_disabled`: The endpoint is disabled */
        endpoint_disabled: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "endpoint_disabled";
                };
            };
        };
        /** @description `already_queued`: The delivery is on its way; `endpoint_disabled`: The endpoint is disabled; `not_dead`: The delivery is not a dead letter any more */
        "already_queued.endpoint_disabled.not_dead": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "already_queued" | "endpoint_disabled" | "not_dead";
                };
            };
        };
        /** @description `event_expired`: The event is not to be delivered any more; `past_retention`: The event is older than what is retained; `payload_erased`: The payload has been erased */
        "event_expired.past_retention.payload_erased": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "event_expired" | "past_retention" | "payload_erased";
                };
            };
        };
        /** @description `not_open`: The delivery has ended already */
        not_open: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_open";
                };
            };
        };
        /** @description `not_dead`: The delivery is not a dead letter any more */
        not_dead: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_dead";
                };
            };
        };
        /** @description `not_running`: The bulk has ended already */
        not_running: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_running";
                };
            };
        };
        /** @description `slug_taken`: The slug belongs to another tenant; `uid_taken`: The uid belongs to another resource */
        "slug_taken.uid_taken": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "slug_taken" | "uid_taken";
                };
            };
        };
        /** @description `email_taken`: The e-mail address belongs to another user; `uid_taken`: The uid belongs to another resource */
        "email_taken.uid_taken": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "email_taken" | "uid_taken";
                };
            };
        };
        /** @description `email_taken`: The e-mail address belongs to another user; `last_administrator`: Nobody else could administer this any more; `uid_taken`: The uid belongs to another resource */
        "email_taken.last_administrator.uid_taken": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "email_taken" | "last_administrator" | "uid_taken";
                };
            };
        };
        /** @description `last_administrator`: Nobody else could administer this any more; `uid_taken`: The uid belongs to another resource */
        "last_administrator.uid_taken": {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "last_administrator" | "uid_taken";
                };
            };
        };
        /** @description `last_administrator`: Nobody else could administer this any more */
        last_administrator: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "last_administrator";
                };
            };
        };
        /** @description `user_disabled`: The user is disabled */
        user_disabled: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "user_disabled";
                };
            };
        };
        /** @description `not_pausable`: The queue can not be paused */
        not_pausable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {unknown} */
                    code?: "not_pausable";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The caller's own id of the request, or a new one */
        "X-Request-Id": string;
        /** @description Requests (q) in so many seconds (w), by credential */
        "RateLimit-Policy": string;
        /** @description Requests that remain (r), and seconds (t) until all are there again */
        RateLimit: string;
        /** @description Seconds to wait before the same request may succeed */
        "Retry-After": string;
        /** @description `true`: the answer is the first one to the same request */
        "Idempotent-Replayed": string;
        /** @description Where what was made can be read */
        Location: string;
        /** @description How to ask instead (RFC 9110) */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type NewEvent = components['schemas']['NewEvent'];
export type EventBatch = components['schemas']['EventBatch'];
export type NewEventType = components['schemas']['NewEventType'];
export type EventTypeReplacement = components['schemas']['EventTypeReplacement'];
export type EventTypePatch = components['schemas']['EventTypePatch'];
export type PayloadToValidate = components['schemas']['PayloadToValidate'];
export type EventTypeImport = components['schemas']['EventTypeImport'];
export type NewEndpoint = components['schemas']['NewEndpoint'];
export type EndpointPatch = components['schemas']['EndpointPatch'];
export type Enabling = components['schemas']['Enabling'];
export type TestSend = components['schemas']['TestSend'];
export type Preview = components['schemas']['Preview'];
export type EndpointMatch = components['schemas']['EndpointMatch'];
export type RotateSecret = components['schemas']['RotateSecret'];
export type Recovery = components['schemas']['Recovery'];
export type ReplayDeadLetters = components['schemas']['ReplayDeadLetters'];
export type NewBulk = components['schemas']['NewBulk'];
export type BulkSelect = components['schemas']['BulkSelect'];
export type BulkPatch = components['schemas']['BulkPatch'];
export type NewTenant = components['schemas']['NewTenant'];
export type TenantPatch = components['schemas']['TenantPatch'];
export type Login = components['schemas']['Login'];
export type Refresh = components['schemas']['Refresh'];
export type AcceptInvite = components['schemas']['AcceptInvite'];
export type PortalExchange = components['schemas']['PortalExchange'];
export type ChangePassword = components['schemas']['ChangePassword'];
export type NewUser = components['schemas']['NewUser'];
export type UserPatch = components['schemas']['UserPatch'];
export type NewApiKey = components['schemas']['NewApiKey'];
export type NewPortalSession = components['schemas']['NewPortalSession'];
export type NewHold = components['schemas']['NewHold'];
export type NewLogLevel = components['schemas']['NewLogLevel'];
export type OperationalEvent = components['schemas']['OperationalEvent'];
export type AcceptedEvent = components['schemas']['AcceptedEvent'];
export type Event = components['schemas']['Event'];
export type BatchResults = components['schemas']['BatchResults'];
export type EventDetail = components['schemas']['EventDetail'];
export type StreamedEvent = components['schemas']['StreamedEvent'];
export type Explanation = components['schemas']['Explanation'];
export type EventType = components['schemas']['EventType'];
export type EventTypeVersions = components['schemas']['EventTypeVersions'];
export type PayloadValidation = components['schemas']['PayloadValidation'];
export type ImportedEventTypes = components['schemas']['ImportedEventTypes'];
export type EventTypeDocument = components['schemas']['EventTypeDocument'];
export type Endpoint = components['schemas']['Endpoint'];
export type Bulk = components['schemas']['Bulk'];
export type BulkSelected = components['schemas']['BulkSelected'];
export type TestAttempt = components['schemas']['TestAttempt'];
export type PreviewedBody = components['schemas']['PreviewedBody'];
export type MatchedEvents = components['schemas']['MatchedEvents'];
export type EndpointSecret = components['schemas']['EndpointSecret'];
export type BulkCount = components['schemas']['BulkCount'];
export type EndpointStatistics = components['schemas']['EndpointStatistics'];
export type Circuit = components['schemas']['Circuit'];
export type Delivery = components['schemas']['Delivery'];
export type DeliveryDetail = components['schemas']['DeliveryDetail'];
export type Attempt = components['schemas']['Attempt'];
export type AttemptDetail = components['schemas']['AttemptDetail'];
export type DeliveryOutcome = components['schemas']['DeliveryOutcome'];
export type Tenant = components['schemas']['Tenant'];
export type Session = components['schemas']['Session'];
export type PortalToken = components['schemas']['PortalToken'];
export type Me = components['schemas']['Me'];
export type InvitedUser = components['schemas']['InvitedUser'];
export type User = components['schemas']['User'];
export type MadeApiKey = components['schemas']['MadeApiKey'];
export type ApiKey = components['schemas']['ApiKey'];
export type PortalSession = components['schemas']['PortalSession'];
export type Hold = components['schemas']['Hold'];
export type Queue = components['schemas']['Queue'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type AuditExportEnd = components['schemas']['AuditExportEnd'];
export type Overview = components['schemas']['Overview'];
export type BoundedCount = components['schemas']['BoundedCount'];
export type PresentState = components['schemas']['PresentState'];
export type Top = components['schemas']['Top'];
export type TopRow = components['schemas']['TopRow'];
export type Health = components['schemas']['Health'];
export type Egress = components['schemas']['Egress'];
export type LogLevel = components['schemas']['LogLevel'];
export type Problem = components['schemas']['Problem'];
export type ResponseBadRequestMalformedJsonTenantContextRequired = components['responses']['bad_request.malformed_json.tenant_context_required'];
export type ResponseUnauthorized = components['responses']['unauthorized'];
export type ResponseForbiddenTenantSuspended = components['responses']['forbidden.tenant_suspended'];
export type ResponseNotFound = components['responses']['not_found'];
export type ResponseEventUidConflict = components['responses']['event_uid_conflict'];
export type ResponsePayloadTooLarge = components['responses']['payload_too_large'];
export type ResponseUnsupportedMediaType = components['responses']['unsupported_media_type'];
export type ResponseIdempotencyKeyReusedValidationFailed = components['responses']['idempotency_key_reused.validation_failed'];
export type ResponseRateLimited = components['responses']['rate_limited'];
export type ResponseInternalError = components['responses']['internal_error'];
export type ResponseOverloadedUnavailable = components['responses']['overloaded.unavailable'];
export type ResponseBadCursor = components['responses']['bad_cursor'];
export type ResponseForbidden = components['responses']['forbidden'];
export type ResponseValidationFailed = components['responses']['validation_failed'];
export type ResponseUnavailable = components['responses']['unavailable'];
export type ResponseBadRequestMalformedJson = components['responses']['bad_request.malformed_json'];
export type ResponseEventTypeExistsEventTypeLimitReached = components['responses']['event_type_exists.event_type_limit_reached'];
export type ResponseEventTypeLimitReached = components['responses']['event_type_limit_reached'];
export type ResponseEventTypeShared = components['responses']['event_type_shared'];
export type ResponseEndpointLimitReachedUidTaken = components['responses']['endpoint_limit_reached.uid_taken'];
export type ResponseUidTaken = components['responses']['uid_taken'];
export type ResponseIdempotencyKeyReusedTransformFailedValidationFailed = components['responses']['idempotency_key_reused.transform_failed.validation_failed'];
export type ResponsePayloadErased = components['responses']['payload_erased'];
export type ResponseTransformFailedValidationFailed = components['responses']['transform_failed.validation_failed'];
export type ResponseEndpointDisabled = components['responses']['endpoint_disabled'];
export type ResponseAlreadyQueuedEndpointDisabledNotDead = components['responses']['already_queued.endpoint_disabled.not_dead'];
export type ResponseEventExpiredPastRetentionPayloadErased = components['responses']['event_expired.past_retention.payload_erased'];
export type ResponseNotOpen = components['responses']['not_open'];
export type ResponseNotDead = components['responses']['not_dead'];
export type ResponseNotRunning = components['responses']['not_running'];
export type ResponseSlugTakenUidTaken = components['responses']['slug_taken.uid_taken'];
export type ResponseEmailTakenUidTaken = components['responses']['email_taken.uid_taken'];
export type ResponseEmailTakenLastAdministratorUidTaken = components['responses']['email_taken.last_administrator.uid_taken'];
export type ResponseLastAdministratorUidTaken = components['responses']['last_administrator.uid_taken'];
export type ResponseLastAdministrator = components['responses']['last_administrator'];
export type ResponseUserDisabled = components['responses']['user_disabled'];
export type ResponseNotPausable = components['responses']['not_pausable'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type HeaderRateLimitPolicy = components['headers']['RateLimit-Policy'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type HeaderIdempotentReplayed = components['headers']['Idempotent-Replayed'];
export type HeaderLocation = components['headers']['Location'];
export type HeaderWwwAuthenticate = components['headers']['WWW-Authenticate'];
export type $defs = Record<string, never>;
export interface operations {
    "events.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Inclusive, on createdAt */
                from?: string;
                /** @description Exclusive, on createdAt */
                to?: string;
                /** @description Exactly this type */
                type?: string | string[];
                /** @description The caller's own id */
                uid?: string | string[];
                /** @description true: only events that no endpoint wanted when they were posted */
                unmatched?: "true" | "false";
                /** @description An id, else a uid, else what a value of the metadata starts with or, within the last 24 hours and with the scope payloads:read, what stands anywhere in the payload, letter by letter. A page is answered after 5 seconds as it is, even empty; its cursor goes on. */
                q?: string;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "events.post": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEvent"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedEvent"];
                };
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden.tenant_suspended"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_uid_conflict"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["overloaded.unavailable"];
        };
    };
    "events.postBatch": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventBatch"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResults"];
                };
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "events.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventDetail"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "events.erasePayload": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "events.stream": {
        parameters: {
            query?: {
                /** @description Types of events */
                type?: string | string[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description Of the last message that you have: the stream goes on from a minute before it. Drop what you know. Or the id that a stream began with: it goes on with what was not there then. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: the data of each is one of these. A stream that begins anew says first where, by an `id` without data, which `Last-Event-ID` takes as it does that of a message: what breaks before the first message loses nothing. A comment shows every 15 seconds that the stream lives; `event: end` tells why it ends, as it does with the credential. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamedEvent"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "events.explain": {
        parameters: {
            query: {
                /** @description The id of the endpoint, or its uid */
                endpointId: string;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the event */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Only those that are archived, or only those that are not */
                archived?: "true" | "false";
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["EventType"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEventType"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_exists.event_type_limit_reached"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventTypeReplacement"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_limit_reached"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_shared"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventTypePatch"];
                "application/merge-patch+json": components["schemas"]["EventTypePatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_shared"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.archive": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_shared"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.unarchive": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventType"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_shared"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.versions": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeVersions"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.validate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The name of the event type */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayloadToValidate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayloadValidation"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.import": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventTypeImport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedEventTypes"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["event_type_limit_reached"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "eventTypes.openapi": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeDocument"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Whether deliveries may leave */
                status?: ("enabled" | "disabled") | ("enabled" | "disabled")[];
                /** @description failing: attempts fail and none has succeeded since; unknown: none was ever made, or told of yet */
                health?: ("unknown" | "healthy" | "failing") | ("unknown" | "healthy" | "failing")[];
                /** @description State of the circuit */
                circuit?: ("closed" | "open" | "half_open") | ("closed" | "open" | "half_open")[];
                /** @description The caller's own id */
                uid?: string | string[];
                /** @description An id, or else what stands anywhere in the URL or the description, in capitals or not, or what the uid starts with */
                q?: string;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Endpoint"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEndpoint"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["endpoint_limit_reached.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["overloaded.unavailable"];
        };
    };
    "endpoints.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEndpoint"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["endpoint_limit_reached.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["overloaded.unavailable"];
        };
    };
    "endpoints.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointPatch"];
                "application/merge-patch+json": components["schemas"]["EndpointPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["overloaded.unavailable"];
        };
    };
    "endpoints.enable": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Enabling"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID of the endpoint
                         * @example ep_01k71a8700e008000000000001
                         */
                        id: string;
                        /**
                         * @description TypeID of the tenant
                         * @example ten_01k71a8700e008000000000001
                         */
                        tenantId?: string;
                        uid: string | null;
                        url: string;
                        description: string | null;
                        eventTypes: string[] | null;
                        channels: string[] | null;
                        filter: {
                            [key: string]: unknown;
                        } | null;
                        /** @description Names only; values are write-only */
                        headers: string[];
                        enabled: boolean;
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        statusReason: string | null;
                        timeoutMs: number | null;
                        retrySchedule: number[] | null;
                        rateLimit: {
                            limit: number;
                            perSeconds: number;
                        } | null;
                        /**
                         * @description strict: one at a time, in the order in which they were accepted; one that fails holds up the others until it is delivered or dead
                         * @enum {string}
                         */
                        ordering: "none" | "strict";
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: ed25519. Changing it makes a new secret
                         * @enum {string}
                         */
                        signing: "v1" | "v1a";
                        transform: string | null;
                        envelope: boolean;
                        metadata: {
                            [key: string]: string;
                        };
                        circuit: {
                            /** @enum {string} */
                            state: "closed" | "open" | "half_open";
                            /** @description null: it has never been open */
                            since: string | null;
                            failures: number;
                            nextProbeAt: string | null;
                        };
                        health: {
                            /** @enum {string} */
                            state: "unknown" | "healthy" | "failing";
                            failingSince: string | null;
                            lastSuccessAt: string | null;
                        };
                        /** @description The last four characters of the present secret */
                        secretHint: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00.000Z
                         */
                        createdAt: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-31T12:00:00.000Z
                         */
                        updatedAt: string;
                        /** @description What sends the held deliveries */
                        released?: components["schemas"]["Bulk"];
                    };
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.disable": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TestSend"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAttempt"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.transform_failed.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["overloaded.unavailable"];
        };
    };
    "endpoints.preview": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Preview"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewedBody"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            410: components["responses"]["payload_erased"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["transform_failed.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["overloaded.unavailable"];
        };
    };
    "endpoints.match": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointMatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchedEvents"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.getSecret": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointSecret"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.rotateSecret": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSecret"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointSecret"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.recover": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recovery"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCount"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["endpoint_disabled"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.replayMissing": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Recovery"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCount"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["endpoint_disabled"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "endpoints.statistics": {
        parameters: {
            query?: {
                /** @description Inclusive; 24 hours before `to` unless told */
                from?: string;
                /** @description Exclusive; now unless told */
                to?: string;
                /** @description Aligned in UTC. `1m` and `5m` reach back 48 hours, `1h` and `1d` 90 days; at most 1,500 buckets */
                bucket?: "1m" | "5m" | "1h" | "1d";
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointStatistics"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "circuits.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description open and half_open unless told */
                state?: ("closed" | "open" | "half_open") | ("closed" | "open" | "half_open")[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Circuit"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "circuits.reset": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the endpoint, or its uid */
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Circuit"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deliveries.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Inclusive, on createdAt */
                from?: string;
                /** @description Exclusive, on createdAt */
                to?: string;
                /** @description Of these statuses */
                status?: ("pending" | "queued" | "delivered" | "dead" | "held" | "cancelled") | ("pending" | "queued" | "delivered" | "dead" | "held" | "cancelled")[];
                /** @description Id or uid of an endpoint */
                endpointId?: string | string[];
                /** @description TypeID of the event */
                eventId?: string | string[];
                /** @description Types of events */
                type?: string | string[];
                /** @description Of the last attempt */
                errorCode?: ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed") | ("dns_failed" | "address_blocked" | "connection_refused" | "connection_reset" | "connect_timeout" | "timeout" | "tls_failed" | "protocol_error" | "http_redirect" | "http_client_error" | "http_rate_limited" | "http_gone" | "http_server_error" | "transform_failed")[];
                /** @description Of what the last attempt was answered with; none: it was not answered */
                statusClass?: ("2xx" | "3xx" | "4xx" | "5xx" | "none") | ("2xx" | "3xx" | "4xx" | "5xx" | "none")[];
                /** @description Of the endpoint's URL */
                host?: string | string[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deliveries.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deliveries.getAttempt": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
                /** @description The number of the attempt, from 1 */
                n: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptDetail"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deliveries.retry": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["already_queued.endpoint_disabled.not_dead"];
            410: components["responses"]["event_expired.past_retention.payload_erased"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deliveries.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["not_open"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deliveries.stream": {
        parameters: {
            query?: {
                /** @description What the delivery became */
                status?: ("pending" | "queued" | "delivered" | "dead" | "held" | "cancelled") | ("pending" | "queued" | "delivered" | "dead" | "held" | "cancelled")[];
                /** @description Ids or uids of endpoints */
                endpointId?: string | string[];
                /** @description Types of events */
                type?: string | string[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description Of the last message that you have: the stream goes on from a minute before it. Drop what you know. Or the id that a stream began with: it goes on with what was not there then. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: the data of each is one of these. A stream that begins anew says first where, by an `id` without data, which `Last-Event-ID` takes as it does that of a message: what breaks before the first message loses nothing. A comment shows every 15 seconds that the stream lives; `event: end` tells why it ends, as it does with the credential. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["DeliveryOutcome"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deadLetters.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Inclusive, on createdAt */
                from?: string;
                /** @description Exclusive, on createdAt */
                to?: string;
                /** @description Id or uid of an endpoint */
                endpointId?: string | string[];
                /** @description Exactly this type */
                type?: string | string[];
                /** @description Why it is dead */
                reason?: ("retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded") | ("retries_exhausted" | "transform_failed" | "expired" | "endpoint_gone" | "endpoint_disabled" | "endpoint_deleted" | "on_hold" | "tenant_suspended" | "payload_missing" | "payload_erased" | "past_retention" | "cancelled" | "discarded")[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Delivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deadLetters.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deadLetters.discard": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["not_dead"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deadLetters.replay": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description TypeID of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["bad_request.malformed_json.tenant_context_required"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["already_queued.endpoint_disabled.not_dead"];
            410: components["responses"]["event_expired.past_retention.payload_erased"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "deadLetters.replayAll": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayDeadLetters"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCount"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "bulks.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Bulk"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "bulks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBulk"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCount"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "bulks.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the bulk */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "bulks.stop": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the bulk */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["not_running"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "bulks.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the bulk */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkPatch"];
                "application/merge-patch+json": components["schemas"]["BulkPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bulk"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["not_running"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "tenants.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Of these statuses */
                status?: ("active" | "suspended" | "erasing") | ("active" | "suspended" | "erasing")[];
                /** @description Of these classes */
                class?: string | string[];
                /** @description The caller's own id */
                uid?: string | string[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Tenant"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "tenants.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            409: components["responses"]["slug_taken.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "tenants.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the tenant, its uid or its slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "tenants.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the tenant, its uid or its slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["slug_taken.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "tenants.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the tenant, its uid or its slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "tenants.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the tenant, its uid or its slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantPatch"];
                "application/merge-patch+json": components["schemas"]["TenantPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["slug_taken.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.acceptInvite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvite"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.exchangePortalCode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalExchange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalToken"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["unauthorized"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auth.changePassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
                "application/merge-patch+json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description In any case */
                email?: string | string[];
                /** @description The caller's own id */
                uid?: string | string[];
                /** @description Of these roles */
                role?: ("viewer" | "on-call" | "developer" | "admin" | "operator") | ("viewer" | "on-call" | "developer" | "admin" | "operator")[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["email_taken.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the user, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the user, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["email_taken.last_administrator.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the user, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["last_administrator"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description The id of the user, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
                "application/merge-patch+json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["last_administrator.uid_taken"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.invite": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the user, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["user_disabled"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "users.signOut": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the user, or its uid */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "apiKeys.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "apiKeys.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "apiKeys.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the apiKey */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "apiKeys.revoke": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the apiKey */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "portalSessions.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description The id of the tenant, its uid or its slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPortalSession"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PortalSession"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "portalSessions.endAll": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the tenant, its uid or its slug */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "holds.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Hold"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "holds.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHold"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "holds.get": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the hold */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "holds.delete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path: {
                /** @description TypeID of the hold */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "queues.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Queue"][];
                        nextCursor: string | null;
                    };
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "queues.pause": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description As the list of queues has it */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["not_pausable"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "queues.resume": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and request again gives the first answer, and does nothing */
                "idempotency-key"?: string;
            };
            path: {
                /** @description As the list of queues has it */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            409: components["responses"]["not_pausable"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["idempotency_key_reused.validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auditLogs.list": {
        parameters: {
            query?: {
                /** @description Rows of a page, at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Inclusive, on createdAt */
                from?: string;
                /** @description Exclusive, on createdAt */
                to?: string;
                /** @description The id or the name of who did it: a user, an API key */
                actor?: string | string[];
                /** @description Such as `endpoint.disabled` */
                action?: string | string[];
                /** @description The id or the name of what it was done to */
                target?: string | string[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            400: components["responses"]["bad_cursor"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "auditLogs.export": {
        parameters: {
            query?: {
                /** @description Inclusive, on createdAt */
                from?: string;
                /** @description Exclusive, on createdAt */
                to?: string;
                /** @description The id or the name of who did it: a user, an API key */
                actor?: string | string[];
                /** @description Such as `endpoint.disabled` */
                action?: string | string[];
                /** @description The id or the name of what it was done to */
                target?: string | string[];
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line each */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["AuditEntry"] | components["schemas"]["AuditExportEnd"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "statistics.overview": {
        parameters: {
            query?: {
                /** @description Inclusive; 24 hours before `to` unless told */
                from?: string;
                /** @description Exclusive; now unless told */
                to?: string;
                /** @description Aligned in UTC. `1m` and `5m` reach back 48 hours, `1h` and `1d` 90 days; at most 1,500 buckets */
                bucket?: "1m" | "5m" | "1h" | "1d";
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "statistics.top": {
        parameters: {
            query: {
                /** @description Inclusive; 24 hours before `to` unless told */
                from?: string;
                /** @description Exclusive; now unless told */
                to?: string;
                /** @description Of what it is the top */
                by: "tenant" | "endpoint" | "host" | "type" | "errorCode";
                /** @description `backlog` (deliveries whose time has come) and `oldestDue` (seconds) are of now; `failures` (failed attempts), `dead` (deliveries that became dead letters) and `events` (accepted) are counted from `from` to `to`. by tenant: backlog, oldestDue, failures, dead, events. by endpoint: backlog, oldestDue, failures, dead. by host: backlog, oldestDue, failures, dead. by type: failures, dead, events. by errorCode: failures */
                metric: "backlog" | "oldestDue" | "failures" | "dead" | "events";
                /** @description Rows, at most */
                limit?: number;
            };
            header?: {
                /** @description The tenant's id, uid or slug, from a credential of the deployment */
                "x-tenant-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Top"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["not_found"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "operations.health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    "operations.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
        };
    };
    "operations.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        status: string;
                    };
                };
            };
        };
    };
    "operations.egress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Egress"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "operations.getLogLevel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLevel"];
                };
            };
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "operations.setLogLevel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLogLevel"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLevel"];
                };
            };
            400: components["responses"]["bad_request.malformed_json"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            413: components["responses"]["payload_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["rate_limited"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    "webhook.event": {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event, the same at every attempt: what to deduplicate by */
                "webhook-id": string;
                /** @description Seconds since the epoch, of this attempt */
                "webhook-timestamp": string;
                /** @description One signature for each present secret, with spaces between: `v1,` and base64 of the HMAC-SHA256, or `v1a,` and base64 of the ed25519 signature, of `id.timestamp.body` */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Wants no more: disables the endpoint */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not taken: tried again, as every answer is that is no 2XX */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "webhook.operational": {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event, the same at every attempt: what to deduplicate by */
                "webhook-id": string;
                /** @description Seconds since the epoch, of this attempt */
                "webhook-timestamp": string;
                /** @description One signature for each present secret, with spaces between: `v1,` and base64 of the HMAC-SHA256, or `v1a,` and base64 of the ed25519 signature, of `id.timestamp.body` */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationalEvent"];
            };
        };
        responses: {
            /** @description Wants no more: disables the endpoint */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Taken */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not taken: tried again, as every answer is that is no 2XX */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
