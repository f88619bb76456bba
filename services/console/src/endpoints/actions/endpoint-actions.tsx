import { useNavigate } from '@tanstack/react-router'
import { Activity, ChevronDown, History, Power, PowerOff, RotateCcw, Skull, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import type { Endpoint } from '../form/draft.ts'
import { Delete } from './delete.tsx'
import { Disable } from './disable.tsx'
import { Enable } from './enable.tsx'
import { Recovery } from './recovery.tsx'

interface EndpointActionsProps {
  endpoint: Endpoint
  refused: string | undefined
}

type Doing = 'enable' | 'disable' | 'recover' | 'replayMissing' | 'delete'

/** What can be done with it; each says what it will do before it does. */
export function EndpointActions({ endpoint, refused }: EndpointActionsProps) {
  const can = useCan()
  const navigate = useNavigate()
  const [doing, setDoing] = useState<Doing>()
  const onClose = () => setDoing(undefined)
  const { id, enabled } = endpoint
  const sends = can('deliveries:write')
  return (
    <>
      {sends && !enabled && (
        <Button look="primary" icon={<Power />} refused={refused} onClick={() => setDoing('enable')}>
          Enable
        </Button>
      )}
      {sends && enabled && (
        <Button icon={<PowerOff />} refused={refused} onClick={() => setDoing('disable')}>
          Disable
        </Button>
      )}
      <Menu
        trigger={
          <Button>
            More
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={<Activity />} onSelect={() => void navigate({ to: '/deliveries', search: { endpointId: id } })}>
          Its deliveries
        </MenuItem>
        <MenuItem icon={<Skull />} onSelect={() => void navigate({ to: '/dead-letters', search: { endpointId: id } })}>
          Its dead letters
        </MenuItem>
        {sends && refused === undefined && (
          <>
            <MenuItem icon={<RotateCcw />} onSelect={() => setDoing('recover')}>
              Recover dead letters…
            </MenuItem>
            <MenuItem icon={<History />} onSelect={() => setDoing('replayMissing')}>
              Replay what is missing…
            </MenuItem>
          </>
        )}
        {can('endpoints:write') && refused === undefined && (
          <MenuItem icon={<Trash2 />} danger onSelect={() => setDoing('delete')}>
            Delete…
          </MenuItem>
        )}
      </Menu>
      {doing === 'enable' && <Enable endpoint={endpoint} onClose={onClose} />}
      {doing === 'disable' && <Disable endpoint={endpoint} onClose={onClose} />}
      {(doing === 'recover' || doing === 'replayMissing') && (
        <Recovery endpoint={endpoint} what={doing} onClose={onClose} />
      )}
      {doing === 'delete' && <Delete endpoint={endpoint} onClose={onClose} />}
    </>
  )
}
