export type Colour = 'accent' | 'good' | 'warn' | 'bad' | 'info'

export type Palette = Record<'text' | 'line' | Colour | `${Colour}Tint`, string> & { font: string }

/** A canvas knows nothing of custom properties: they are asked of the page, in its theme. */
export function paletteOf(element: HTMLElement): Palette {
  const probe = document.createElement('span')
  element.append(probe)
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const palette = {
    text: colour('text-soft'),
    line: colour('line'),
    ...{ accent: colour('accent'), accentTint: colour('accent-tint') },
    ...{ good: colour('good'), goodTint: colour('good-tint') },
    ...{ warn: colour('warn'), warnTint: colour('warn-tint') },
    ...{ bad: colour('bad'), badTint: colour('bad-tint') },
    ...{ info: colour('info'), infoTint: colour('info-tint') },
    font: `12px ${getComputedStyle(probe).fontFamily}`,
  }
  probe.remove()
  return palette
}
