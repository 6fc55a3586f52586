import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { ClientRow, ListView, SettingsView, TextPart, TextPreview, TextsView, TextView } from '../../api/types.ts'
import { faultText } from '../../parts/fault-text.ts'
import { Field } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { TextVersions } from './text-versions.tsx'

const PAUSE_MS = 500
/** Lines that a part takes on screen. */
const ROWS: Readonly<Partial<Record<TextPart, number>>> = { subject: 2, opening: 9, deadlineOf: 2, deadline: 2, dropped: 2, closing: 9 }
/** What a part is called where it is another thing than in a reminder. */
function partName(kind: string, part: TextPart): string {
  if (kind.startsWith('line-')) return 'line'
  return kind === 'offer' && part === 'deadline' ? 'until' : part
}
const groupOf = (kind: string): string =>
  kind.startsWith('line-') ? 'lines' : /^(reached|before|due|tone\d)$/.test(kind) ? 'reminders' : 'others'
const GROUPS = ['reminders', 'others', 'lines']

/** The firm's own words: which message, in which language; each is tried for a client while it is typed. */
export function TextsPart({ settings }: { settings: SettingsView }) {
  const { say, language: reading } = useWords()
  const [kind, setKind] = useState('tone1')
  const [language, setLanguage] = useState(settings.firm.language)
  const { data: texts, error } = useQuery({ queryKey: ['texts'], queryFn: () => ask<TextsView>('GET', '/texts') })
  const { data: text } = useQuery({
    queryKey: ['text', kind, language],
    queryFn: () => ask<TextView>('GET', `/texts/${kind}/${language}`),
    enabled: texts !== undefined,
  })
  const names = new Intl.DisplayNames([reading], { type: 'language' })
  return (
    <div className="stack">
      <p className="prose">{say('app.texts.lead')}</p>
      <p className="meta">{say('app.texts.keeps')}</p>
      <Problem error={error} />
      <div className="two">
        <Field name="kind" label={say('app.texts.kind')}>
          {id => (
            <select id={id} value={kind} onChange={e => setKind(e.target.value)}>
              {GROUPS.map(group => (
                <optgroup key={group} label={say(`app.texts.group-${group}`)}>
                  {(texts?.kinds ?? [])
                    .filter(k => groupOf(k) === group)
                    .map(k => (
                      <option key={k} value={k}>
                        {say(`app.texts.kind-${k}`)}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field name="language" label={say('app.texts.language')}>
          {id => (
            <select id={id} value={language} onChange={e => setLanguage(e.target.value)}>
              {(texts?.languages ?? [language]).map(l => (
                <option key={l} value={l}>
                  {names.of(l) ?? l}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {text ? <TextEditor key={`${kind} ${language} ${text.versions[0]?.at ?? ''} ${text.own}`} text={text} /> : null}
    </div>
  )
}

/** The message a moment after the last key, as the chosen client would get it. */
function usePreview(body: object) {
  const key = JSON.stringify(body)
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key])
  return useQuery({
    queryKey: ['text-preview', settled],
    queryFn: () => ask<TextPreview>('POST', '/texts/preview', JSON.parse(settled) as object),
    placeholderData: previous => previous,
    retry: false,
  })
}

function TextEditor({ text }: { text: TextView }) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  const [parts, setParts] = useState<Readonly<Partial<Record<TextPart, string>>>>(() =>
    Object.fromEntries(text.parts.map(part => [part, text[part] ?? ''])),
  )
  const [client, setClient] = useState('')
  const body = { kind: text.kind, language: text.language, ...parts, ...(client ? { client } : {}) }
  const preview = usePreview(body)
  const done = async (sentence: string): Promise<void> => {
    toast({ text: sentence })
    await queries.invalidateQueries()
  }
  const save = useMutation({ mutationFn: () => ask('POST', '/texts', body), onSuccess: () => done(say('app.texts.kept')) })
  const drop = useMutation({
    mutationFn: () => ask('POST', '/texts/drop', { kind: text.kind, language: text.language }),
    onSuccess: () => done(say('app.texts.dropped')),
  })
  const test = useMutation({
    mutationFn: () => ask<{ to: string }>('POST', '/texts/test', body),
    onSuccess: ({ to }) => toast({ text: say('app.texts.tested', { to }) }),
  })
  const error = save.error ?? drop.error ?? test.error ?? preview.error
  return (
    <div className="stack">
      <p>
        <span className="mark">{say(text.own ? 'app.texts.own' : 'app.texts.shipped')}</span>
      </p>
      <Problem error={error} />
      <p className="meta">{say('app.texts.may', { names: text.names.map(n => `{{ ${n} }}`).join(' ') })}</p>
      {text.parts.map(part => (
        <Field key={part} name={part} label={say(`app.texts.part-${partName(text.kind, part)}`)} error={error}>
          {(id, invalid) => (
            <textarea
              id={id}
              rows={ROWS[part] ?? 1}
              lang={text.language}
              aria-invalid={invalid || undefined}
              value={parts[part] ?? ''}
              onChange={e => setParts({ ...parts, [part]: e.target.value })}
            />
          )}
        </Field>
      ))}
      <p className="acts">
        <button type="button" className="btn main" aria-disabled={save.isPending} onClick={() => save.isPending || save.mutate()}>
          {say('app.texts.keep')}
        </button>
        <button type="button" className="btn" aria-disabled={test.isPending} onClick={() => test.isPending || test.mutate()}>
          {say('app.texts.test')}
        </button>
        {text.own ? (
          <button type="button" className="btn text" onClick={() => drop.mutate()}>
            {say('app.texts.drop')}
          </button>
        ) : null}
      </p>
      <ClientChoice client={client} onChange={setClient} />
      {preview.data ? <Shown preview={preview.data} language={text.language} /> : null}
      <TextVersions versions={text.versions} onOpen={v => setParts({ ...parts, [v.part]: v.body })} />
    </div>
  )
}

function ClientChoice({ client, onChange }: { client: string; onChange: (client: string) => void }) {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['clients', 'texts'],
    queryFn: () => ask<ListView<ClientRow>>('GET', '/clients?show=open&sort=late&limit=50'),
  })
  return (
    <Field name="client" label={say('app.texts.for')}>
      {id => (
        <select id={id} value={client} onChange={e => onChange(e.target.value)}>
          <option value="">{say('app.texts.example')}</option>
          {(data?.rows ?? []).map(row => (
            <option key={row.id} value={row.id}>
              {row.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function Shown({ preview, language }: { preview: TextPreview; language: string }) {
  const words = useWords()
  const { say } = words
  return (
    <section className="stack">
      <h3>{say('app.texts.preview', { client: preview.client })}</h3>
      {preview.faults.length > 0 ? (
        <div className="note is-lost">
          <p>{say('app.message.faulty')}</p>
          {preview.faults.map(f => (
            <p key={f.code + f.message}>{faultText(words, f)}</p>
          ))}
        </div>
      ) : null}
      <p lang={language}>
        <b>{preview.subject}</b>
      </p>
      <pre className="mail-text" lang={language}>
        {preview.text}
      </pre>
    </section>
  )
}
