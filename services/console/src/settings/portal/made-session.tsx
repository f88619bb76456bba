import type { AnswerOf } from '@g5/sdk'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { Time } from '../../time/time.tsx'
import { Button } from '../../ui/button.tsx'
import { Row, Stack } from '../../ui/page.tsx'
import { ShownOnce } from '../../ui/shown-once.tsx'

export function MadeSession({ made: { url, expiresAt } }: { made: AnswerOf<'portalSessions.create'> }) {
  const [opened, setOpened] = useState(false)
  return (
    <Stack>
      <ShownOnce text={url} label="portal link">
        Whoever opens this link is in. It is good once and for five minutes, and shown this once; the session ends{' '}
        <Time at={expiresAt} />.
      </ShownOnce>
      <Row>
        <Button
          icon={<ExternalLink />}
          refused={opened ? 'It has been opened, and is good once. Make another' : undefined}
          onClick={() => {
            window.open(url, '_blank', 'noopener,noreferrer')
            setOpened(true)
          }}
        >
          Preview in a new tab
        </Button>
        {opened ? 'Used up: make another for your customer.' : 'That uses the link up.'}
      </Row>
    </Stack>
  )
}
