import type { SettingsView } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useSetting } from '../../parts/use-setting.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

type Fields = Readonly<Record<string, unknown>>

/** Who issues invoices, with which numbers; and how papers are kept and scanned. */
export function BillingPart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  return (
    <div className="stack">
      <Issuing now={settings.settings.billing as Fields} />
      <h3>{say('app.paperdesk.title')}</h3>
      <Keeping now={settings.settings.papers as Fields} />
    </div>
  )
}

function Issuing({ now }: { now: Fields }) {
  const { say } = useWords()
  const change = useSetting('billing')
  const submit = (value: (name: string) => string): void =>
    change.mutate({
      ...{ issuing: value('issuing'), numbers: value('numbers'), taxPercent: value('taxPercent').replace(',', '.') },
      termsDays: Number(value('termsDays')),
    })
  return (
    <ActForm error={change.error} isPending={change.isPending} button={say('app.save')} onSubmit={submit}>
      <p className="prose">{say('app.unbilled.settingLead')}</p>
      <SelectField
        name="issuing"
        label={say('app.unbilled.who')}
        initial={String(now.issuing)}
        options={[
          ['prepare', say('app.unbilled.whoTool')],
          ['issue', say('app.unbilled.whoUs')],
        ]}
      />
      <TextField
        name="numbers"
        label={say('app.unbilled.numbers')}
        hint={say('app.unbilled.numbersHint')}
        defaultValue={String(now.numbers)}
        error={change.error}
      />
      <div className="two">
        <TextField
          name="taxPercent"
          inputMode="decimal"
          label={say('app.unbilled.tax')}
          defaultValue={String(now.taxPercent)}
          error={change.error}
        />
        <TextField
          name="termsDays"
          inputMode="numeric"
          label={say('app.agreement.terms')}
          defaultValue={String(now.termsDays)}
          error={change.error}
        />
      </div>
    </ActForm>
  )
}

function Keeping({ now }: { now: Fields }) {
  const { say } = useWords()
  const change = useSetting('papers')
  const submit = (value: (name: string) => string): void =>
    change.mutate({ keepYears: Number(value('keepYears')), sizeMaxMb: Number(value('sizeMaxMb')), scanner: value('scanner') })
  return (
    <ActForm error={change.error} isPending={change.isPending} button={say('app.save')} onSubmit={submit}>
      <div className="two">
        <TextField
          name="keepYears"
          inputMode="numeric"
          label={say('app.paperdesk.years')}
          defaultValue={String(now.keepYears)}
          error={change.error}
        />
        <TextField
          name="sizeMaxMb"
          inputMode="numeric"
          label={say('app.paperdesk.size')}
          defaultValue={String(now.sizeMaxMb)}
          error={change.error}
        />
      </div>
      <TextField
        name="scanner"
        label={say('app.paperdesk.scanner')}
        hint={say('app.paperdesk.scannerHint')}
        placeholder="http://192.168.1.20/eSCL"
        defaultValue={String(now.scanner)}
        error={change.error}
      />
    </ActForm>
  )
}
