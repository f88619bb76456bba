import { Link } from '@tanstack/react-router'
import { useMe, useSession } from '../session/use-session.ts'
import css from './navigation.module.css'
import { type Place, placesFor } from './places.ts'

export function Navigation() {
  const me = useMe()
  const { door } = useSession()
  const places = placesFor(me, door)
  const [work, settings] = [places.filter((one) => !one.settings), places.filter((one) => one.settings)]
  return (
    <>
      <Links places={work} />
      {settings.length > 0 && (
        <>
          <h2 className={css.part}>Settings</h2>
          <Links places={settings} />
        </>
      )}
    </>
  )
}

const Links = ({ places }: { places: readonly Place[] }) => (
  <ul className={css.links}>
    {places.map(({ to, label, icon: Icon }) => (
      <li key={to}>
        <Link to={to} className={css.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
          <Icon aria-hidden="true" />
          {label}
        </Link>
      </li>
    ))}
  </ul>
)
