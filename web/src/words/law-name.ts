import type { Speaker } from './words.tsx'

/** What a law is called: its country, in the reader’s language; the directive is the least that its countries give. @param code the law’s own. */
export function lawName({ language, say }: Pick<Speaker, 'language' | 'say'>, code: string): string {
  const place = new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code
  return code === 'EU' ? say('app.costs.minimum', { law: place }) : place
}
