import { useMemo, useState } from 'react'
import { JsonEditor } from '../editor/json-editor.tsx'
import { Button } from '../ui/button.tsx'
import { Code, CopyButton } from '../ui/code.tsx'
import { count } from '../ui/figure.tsx'
import { Row, Section, Stack } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Empty, Note } from '../ui/told.tsx'
import { indented } from './json-text.ts'

interface PayloadProps {
  /** As it was written; undefined: it is not there, or not for this one to see. */
  text: string | undefined
  /** Whether the one who looks may read payloads at all. */
  mayRead: boolean
}

export function Payload({ text, mayRead }: PayloadProps) {
  return (
    <Section title="Payload" actions={text !== undefined && <CopyButton text={text} label="Copy the payload" />}>
      {text !== undefined ? (
        <Shown text={text} />
      ) : mayRead ? (
        <Empty title="The payload was erased">
          What the event was about can’t be read or sent any more. When it was posted, and to whom it went, can.
        </Empty>
      ) : (
        <Note>Your role does not show payloads. A role that may read payloads does.</Note>
      )}
    </Section>
  )
}

/** Characters of raw text that are drawn at once: it is one line, which browsers lay out as a whole. */
const drawn = 64 * 1_024

function Shown({ text }: { text: string }) {
  const [tab, setTab] = useState<'formatted' | 'raw'>('formatted')
  const [whole, setWhole] = useState(false)
  const pretty = useMemo(() => indented(text), [text])
  const cut = !whole && text.length > drawn
  return (
    <Tabs
      label="How the payload is shown"
      value={tab}
      onChange={setTab}
      tabs={[
        {
          value: 'formatted',
          label: 'Formatted',
          content: () => <JsonEditor label="Payload, formatted" value={pretty} />,
        },
        {
          value: 'raw',
          label: 'Raw',
          content: () => (
            <Stack>
              <Code text={cut ? text.slice(0, drawn) : text} whole={text} label="raw payload" wrap />
              {cut && (
                <Row>
                  <span>The first 64 thousand characters of {count(text.length)}.</span>
                  <Button onClick={() => setWhole(true)}>Show all</Button>
                </Row>
              )}
            </Stack>
          ),
        },
      ]}
    />
  )
}
