import type { InvalidVariable } from './environment.ts'
import { boolean, directory, kind } from './kinds.ts'

const matching = (expected: string, pattern: RegExp) =>
  kind(expected, (text) => (pattern.test(text) ? text : undefined))

const prefix = kind('a path of letters, digits and . _ - within the bucket, such as production', (text) =>
  /^[\w.-]+(\/[\w.-]+)*$/.test(text.replace(/^\/+|\/+$/g, '')) ? text.replace(/^\/+|\/+$/g, '') : undefined,
)

const endpoint = kind('the URL of an S3 service without a path, such as https://minio.example.com:9000', (text) => {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text) ? url.origin : undefined
})

/** Where backups are kept: in a directory, or in a bucket once one is named. */
export const placeVariables = {
  BACKUP_DIR: directory
    .prefault('/var/backups/g5-core')
    .meta({ description: 'The directory that backups are kept in, where `BACKUP_S3_BUCKET` is not set' }),
  BACKUP_S3_BUCKET: matching('the name of a bucket', /^[\w.-]{3,255}$/)
    .optional()
    .meta({
      description: 'The S3 bucket that backups are kept in, of AWS or of anything that speaks its protocol',
      unset: 'backups are kept in `BACKUP_DIR`',
    }),
  BACKUP_S3_ENDPOINT: endpoint.optional().meta({
    description: 'Where the bucket is, such as `https://minio.example.com:9000`',
    unset: 'at AWS, in the region',
  }),
  BACKUP_S3_REGION: matching('the name of a region, such as eu-central-1', /^[\w-]+$/)
    .optional()
    .meta({
      description: 'The region of the bucket; R2 calls it `auto`',
      unset: '`us-east-1` with an endpoint; else what `AWS_REGION` or the profile says',
    }),
  BACKUP_S3_PREFIX: prefix.optional().meta({
    description: 'What names in the bucket begin with, such as `production`: one deployment, one prefix',
    unset: 'nothing',
  }),
  BACKUP_S3_ACCESS_KEY_ID: matching('the id of an access key', /^[^\s,]{3,}$/)
    .optional()
    .meta({
      description: 'The access key of the bucket',
      unset: "AWS's own chain: `AWS_ACCESS_KEY_ID`, a profile, the role of the pod or the machine",
      secret: true,
    }),
  BACKUP_S3_SECRET_ACCESS_KEY: matching('the secret of an access key, 8 characters or more', /^[^\s,]{8,}$/)
    .optional()
    .meta({ description: 'Its secret', unset: 'as above', secret: true }),
  BACKUP_S3_PATH_STYLE: boolean.optional().meta({
    description: 'Whether the bucket stands in the path of its URLs rather than in their host',
    unset: '`true` with an endpoint, else `false`',
  }),
}

interface PlaceValues {
  BACKUP_DIR: string
  BACKUP_S3_BUCKET?: string | undefined
  BACKUP_S3_ENDPOINT?: string | undefined
  BACKUP_S3_REGION?: string | undefined
  BACKUP_S3_PREFIX?: string | undefined
  BACKUP_S3_ACCESS_KEY_ID?: string | undefined
  BACKUP_S3_SECRET_ACCESS_KEY?: string | undefined
  BACKUP_S3_PATH_STYLE?: boolean | undefined
}

export type BackupPlace = ReturnType<typeof placeOf>

/** As `Place` of `@g5/backup`, which says what each is. */
export function placeOf(values: PlaceValues) {
  const { BACKUP_S3_BUCKET: name, BACKUP_S3_ENDPOINT: endpoint } = values
  if (name === undefined) return { directory: values.BACKUP_DIR }
  const [accessKeyId, secretAccessKey] = [values.BACKUP_S3_ACCESS_KEY_ID, values.BACKUP_S3_SECRET_ACCESS_KEY]
  return {
    bucket: {
      name,
      endpoint,
      region: values.BACKUP_S3_REGION ?? (endpoint && 'us-east-1'),
      prefix: values.BACKUP_S3_PREFIX,
      credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
      pathStyle: values.BACKUP_S3_PATH_STYLE ?? endpoint !== undefined,
    },
  }
}

/** What one of them asks of another. */
export function halfGivenPlace(given: Readonly<Record<string, string | undefined>>): InvalidVariable[] {
  const isSet = (name: string) => given[name] !== undefined
  const [bucket, key, secret] = ['BACKUP_S3_BUCKET', 'BACKUP_S3_ACCESS_KEY_ID', 'BACKUP_S3_SECRET_ACCESS_KEY'] as const
  const besides = Object.keys(placeVariables).filter((name) => name.startsWith('BACKUP_S3_') && isSet(name))
  const rules: [broken: boolean, variable: string, expected: string][] = [
    [!isSet(bucket) && besides.length > 0, bucket, `is not set: ${besides[0]} needs it`],
    [isSet(bucket) && isSet('BACKUP_DIR'), 'BACKUP_DIR', `must not be set beside ${bucket}: backups go to one place`],
    [isSet(key) && !isSet(secret), secret, `is not set: ${key} needs it`],
    [isSet(secret) && !isSet(key), key, `is not set: ${secret} needs it`],
  ]
  return rules.flatMap(([broken, variable, expected]) => (broken ? [{ variable, expected }] : []))
}
