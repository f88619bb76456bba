import { chooseTheme, themes, useTheme } from '../../shell/theme.ts'
import { Radios } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'

export function ThemeChoice() {
  const theme = useTheme()
  return (
    <Section title="Appearance" about="Kept in this browser.">
      <Radios
        legend="Theme"
        value={theme}
        onChange={chooseTheme}
        options={themes.map(({ theme: value, label }) => ({ value, label }))}
      />
    </Section>
  )
}
