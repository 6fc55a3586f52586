import { useQueryClient } from '@tanstack/react-query'
import { DropdownMenu } from 'radix-ui'
import { ask } from '../api/client.ts'
import { chooseLanguage, useWords } from '../words/words.tsx'
import { useGoTo } from './go-to.ts'
import { useSession } from './session.tsx'
import { chooseTheme, chosenTheme, type Theme } from './theme.ts'

const THEMES: readonly Theme[] = ['system', 'light', 'dark']
const OWN_NAMES: Readonly<Record<string, string>> = { en: 'English', fr: 'Français', ro: 'Română', pl: 'Polski', ja: '日本語' }

/** The signed-in person: settings, language, light or dark, sign out. */
export function AccountMenu() {
  const { say, language } = useWords()
  const { user, languages, isSample } = useSession()
  const goTo = useGoTo()
  const queries = useQueryClient()
  const signOut = async (): Promise<void> => {
    await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    await queries.resetQueries()
  }
  const leaveSample = async (): Promise<void> => {
    await ask('POST', '/sample/leave', {})
    location.assign('/')
  }
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="quiet-link">{user?.name}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={8}>
          <DropdownMenu.Item onSelect={() => goTo('/settings')}>{say('app.top.settings')}</DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => goTo('/import')}>{say('app.top.import')}</DropdownMenu.Item>
          <DropdownMenu.Separator />
          <DropdownMenu.RadioGroup value={language} onValueChange={chosen => void chooseLanguage(chosen)}>
            {languages.map(l => (
              <DropdownMenu.RadioItem key={l} value={l} lang={l}>
                {OWN_NAMES[l] ?? l}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator />
          <DropdownMenu.RadioGroup value={chosenTheme()} onValueChange={theme => chooseTheme(THEMES.find(t => t === theme) ?? 'system')}>
            {THEMES.map(t => (
              <DropdownMenu.RadioItem key={t} value={t}>
                {say(`app.theme.${t}`)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator />
          {isSample ? <DropdownMenu.Item onSelect={() => void leaveSample()}>{say('app.top.leaveSample')}</DropdownMenu.Item> : null}
          <DropdownMenu.Item onSelect={() => void signOut()}>{say('app.top.signOut')}</DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
