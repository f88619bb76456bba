import { BackupFailure } from './failure.ts'

/** What is wrong, and what to do. */
const meanings: [names: RegExp, sentence: string][] = [
  [/^NoSuchBucket$/, 'there is no such bucket: make it, or name another in BACKUP_S3_BUCKET'],
  [/^InvalidAccessKeyId$/, 'the access key is not known there: see BACKUP_S3_ACCESS_KEY_ID'],
  [/^SignatureDoesNotMatch$/, 'the secret is not that of the access key: see BACKUP_S3_SECRET_ACCESS_KEY'],
  [/^(ExpiredToken|InvalidToken|TokenRefreshRequired)/, 'the credentials have expired'],
  [
    /^(AccessDenied|Forbidden|AllAccessDisabled)$/,
    'the credentials may not do this: they need s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject, ' +
      's3:AbortMultipartUpload and s3:ListBucketMultipartUploads',
  ],
  [
    /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException|RegionMissing)$/,
    'the region is another, or is not known: see BACKUP_S3_REGION',
  ],
  [
    /^CredentialsProviderError$/,
    'there are no credentials: set BACKUP_S3_ACCESS_KEY_ID and its secret, or give a role',
  ],
  [/^(Error|SyntaxError|UnknownError)$/, 'what answers there does not speak as S3 does: see BACKUP_S3_ENDPOINT'],
  [/^RequestTimeTooSkewed$/, 'the clock here is wrong by more than a quarter of an hour'],
  [/^(E[A-Z_]+|TimeoutError|CERT_\w+|\w+_CERT\w*)$/, 'it can not be reached: see BACKUP_S3_ENDPOINT'],
]

/** The library's own errors in a sentence; what a service says in its own words may have in it what was sent. */
export function bucketFailure(error: unknown, at: string): unknown {
  if (error instanceof BackupFailure || !(error instanceof Error)) return error
  const name = nameOf(error)
  const [, meaning] = meanings.find(([names]) => names.test(name)) ?? []
  const status = statusOf(error)
  if (status === undefined && (meaning === undefined || name === 'Error')) return error
  const called = status === undefined ? name : `${name}, HTTP ${status}`
  return new BackupFailure(`${at}: ${meaning ?? 'the service refuses it'} (${called}).`)
}

function nameOf(error: Error): string {
  if (error.message === 'Region is missing') return 'RegionMissing'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

function statusOf(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  return $metadata?.httpStatusCode
}
