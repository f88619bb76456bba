import type { AnswerOf } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/use-api.ts'
import { Time } from '../../time/time.tsx'
import { pretty } from '../../ui/code.tsx'
import { Diff } from '../../ui/diff.tsx'
import { changed, lineDiff } from '../../ui/line-diff.ts'
import { Section, Stack } from '../../ui/page.tsx'
import { Loaded } from '../../ui/told.tsx'
import css from './versions.module.css'

type Version = AnswerOf<'eventTypes.versions'>['data'][number]

/** What the schema was, and what each version changed. */
export function Versions({ name }: { name: string }) {
  const { g5, key } = useApi()
  const query = useQuery({
    queryKey: [key, 'eventTypes', name, 'versions'],
    queryFn: ({ signal }) => Promise.resolve(g5.eventTypes.versions(name, { signal })),
  })
  return (
    <Section title="Versions" about="What each other schema changed, newest first.">
      <Loaded query={query} what="the versions">
        {({ data }) => (
          <Stack>
            {data.map((version, i) => (
              <VersionOf key={version.version} version={version} before={data[i + 1]} open={i === 0} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}

function VersionOf({ version, before, open }: { version: Version; before: Version | undefined; open: boolean }) {
  const [was, is] = [textOf(before?.schema ?? null), textOf(version.schema)]
  const { added, removed } = changed(lineDiff(was, is))
  return (
    <details open={open}>
      <summary className={css.summary}>
        <strong>Version {version.version}</strong>
        <Time at={version.createdAt} />
        <span className={css.counts}>
          {before ? `+${added} −${removed} lines` : is === '' ? 'No schema' : `${added} lines`}
        </span>
      </summary>
      {is === '' && was === '' ? (
        <p className={css.none}>No schema: any payload will do.</p>
      ) : (
        <Diff before={was} after={is} label={`What version ${version.version} changed`} />
      )}
    </details>
  )
}

const textOf = (schema: unknown) => (schema === null ? '' : pretty(schema))
