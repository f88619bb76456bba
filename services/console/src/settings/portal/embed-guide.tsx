import { useState } from 'react'
import { Code } from '../../ui/code.tsx'
import { Section, Stack } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { PortalSession } from './capabilities.ts'
import { curlOf, iframeText, typescriptOf } from './embed.ts'

/** How a customer's product shows the portal, with what is chosen in the form. */
export function EmbedGuide({ tenant, session }: { tenant: string; session: PortalSession }) {
  const [language, setLanguage] = useState<'typescript' | 'curl'>('typescript')
  const embed = { origin: location.origin, tenant, session }
  return (
    <Section
      title="Embed it in your product"
      about="Your server makes a link each time it shows the page, with an API key of the deployment that has the scope portal:create; what is chosen above is filled in."
    >
      <Stack>
        <h3>1. On your server</h3>
        <Tabs
          label="Language"
          value={language}
          onChange={setLanguage}
          tabs={[
            {
              value: 'typescript',
              label: 'TypeScript',
              content: () => <Code text={typescriptOf(embed)} label="TypeScript" />,
            },
            { value: 'curl', label: 'curl', content: () => <Code text={curlOf(embed)} label="curl" wrap /> },
          ]}
        />
        <h3>2. In your page</h3>
        <Code text={iframeText} label="iframe" />
        <p>
          Only origins that <code>PORTAL_FRAME_ANCESTORS</code> of this deployment names may frame it, such as{' '}
          <code>https://app.example.com</code>; any other page shows an empty frame. A link is good once and for five
          minutes; when the session ends, the frame says so and wants a new link.
        </p>
      </Stack>
    </Section>
  )
}
