import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import css from './code.module.css'

/** Milliseconds for which the button says that it did. */
const saidMs = 1_500

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), saidMs)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      icon={copied ? <Check /> : <Copy />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    />
  )
}

interface CodeProps {
  text: string
  label: string
  wrap?: boolean
  /** What is copied, where only a part of it is shown. */
  whole?: string
}

/** Text as it is, whatever it holds, with a button that copies it. */
export function Code({ text, label, wrap = false, whole = text }: CodeProps) {
  return (
    <div className={css.code}>
      <pre tabIndex={0} role="region" aria-label={label} className={classes(css.text, wrap && css.wrap)}>
        {text}
      </pre>
      <span className={css.copy}>
        <CopyButton text={whole} label={`Copy ${label}`} />
      </span>
    </div>
  )
}

/** An id or another short text to copy, in one line. */
export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <span className={css.copyable}>
      <code>{text}</code>
      <CopyButton text={text} label={`Copy ${label}`} />
    </span>
  )
}

export { pretty } from './pretty.ts'
