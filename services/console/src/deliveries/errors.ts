import type { words } from '@g5/sdk'
import type { DeliveryReason } from './reasons.ts'

export type ErrorCode = (typeof words)['deliveries.list']['errorCode'][number]

export interface Told {
  /** What happened, in a sentence. */
  what: string
  /** What to do next, in a sentence. */
  do: string
}

/** Every way an attempt can fail, as one says it to somebody who has never seen the word. */
export const errorWords: Record<ErrorCode, Told> = {
  dns_failed: {
    what: 'The host name of the URL could not be found.',
    do: 'Look at the host name for a typo, and whether its DNS record is still there.',
  },
  address_blocked: {
    what: 'The URL leads to an address that webhooks may not be sent to, such as one of a private network.',
    do: 'Use a URL that can be reached from the public internet.',
  },
  connection_refused: {
    what: 'Nothing accepted the connection at that address and port.',
    do: 'Look whether the receiver runs and listens on that port, and whether a firewall lets it be reached.',
  },
  connection_reset: {
    what: 'The receiver closed the connection before it answered.',
    do: 'Look into the receiver’s log for a crash or a restart at that time, and at the idle timeouts of its proxies.',
  },
  connect_timeout: {
    what: 'No connection came about in time.',
    do: 'Look whether the receiver’s host is up, and whether a firewall drops what comes from here.',
  },
  timeout: {
    what: 'The receiver did not finish its answer in time.',
    do: 'Let the receiver answer 2xx first and do the work afterwards, or give the endpoint a longer timeout.',
  },
  tls_failed: {
    what: 'No secure connection could be agreed on.',
    do: 'Look at the receiver’s certificate: whether it has expired, is for this host name, and comes with its chain.',
  },
  protocol_error: {
    what: 'What came back was not an HTTP answer that can be understood.',
    do: 'Look whether the port speaks HTTP, and whether http:// and https:// were mixed up.',
  },
  http_redirect: {
    what: 'The receiver answered with a redirect, and redirects are not followed.',
    do: 'Change the endpoint’s URL to where the redirect leads, if that is really the receiver.',
  },
  http_client_error: {
    what: 'The receiver refused the request (4xx).',
    do: 'Read its answer. 401 and 403 are often a signature checked with another secret, 404 a path that moved.',
  },
  http_rate_limited: {
    what: 'The receiver asked to be sent less (429).',
    do: 'Set a rate limit on the endpoint that the receiver can keep up with. What waits goes out by itself.',
  },
  http_gone: {
    what: 'The receiver said that it is gone for good (410), so the endpoint was disabled.',
    do: 'If that was a mistake, mend the receiver, enable the endpoint and send again what it missed.',
  },
  http_server_error: {
    what: 'The receiver failed while it handled the request (5xx).',
    do: 'Read its answer, and look into the receiver’s log at that time.',
  },
  transform_failed: {
    what: 'The endpoint’s transform made no body of this event, so nothing was sent.',
    do: 'Try the transform with this event’s payload on the endpoint’s page, mend it, and send again.',
  },
}

/** Why a delivery is dead, held or cancelled. */
export const reasonWords: Record<DeliveryReason, Told> = {
  retries_exhausted: {
    what: 'Every attempt of the retry schedule failed.',
    do: 'Cure what the last attempt failed with, then replay it.',
  },
  transform_failed: {
    what: 'The endpoint’s transform made no body of this event.',
    do: 'Mend the transform, then replay it.',
  },
  expired: {
    what: 'The event’s own time to be delivered was over.',
    do: 'Nothing can send it any more. If it is still wanted, send a new event.',
  },
  endpoint_gone: {
    what: 'The receiver said that it is gone for good (410).',
    do: 'If that was a mistake, enable the endpoint, then replay it.',
  },
  endpoint_disabled: {
    what: 'The endpoint is disabled, so what it wants is held for it.',
    do: 'Enable the endpoint, and choose whether what is held goes out.',
  },
  endpoint_deleted: {
    what: 'The endpoint was deleted.',
    do: 'Nothing can send it any more.',
  },
  on_hold: {
    what: 'It matches a hold that somebody set during an incident.',
    do: 'It goes out by itself when that hold ends.',
  },
  tenant_suspended: {
    what: 'The account is suspended, so nothing is sent.',
    do: 'It goes on when the account is active again.',
  },
  payload_missing: {
    what: 'The event’s payload is not there any more.',
    do: 'Nothing can send it any more. If it is still wanted, send a new event.',
  },
  payload_erased: {
    what: 'Somebody erased the event’s payload.',
    do: 'Nothing can send it any more. If it is still wanted, send a new event.',
  },
  past_retention: {
    what: 'The event is older than what is kept.',
    do: 'Nothing can send it any more. If it is still wanted, send a new event.',
  },
  cancelled: {
    what: 'Somebody cancelled it.',
    do: 'It can be sent again.',
  },
  discarded: {
    what: 'Somebody discarded this dead letter.',
    do: 'It can be sent again.',
  },
}
