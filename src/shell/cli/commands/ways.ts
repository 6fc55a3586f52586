import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('ways').argument('[way]', 'sms, webhook, dkim or forget').argument('[json]', 'what to keep')).action(
    async (way: string | undefined, json: string | undefined, options: Common) => {
      const { forgetWay, setDkim, setSms, setWebhook, waysView } = await import('../../acts/ways.ts')
      const { configFrom } = await import('../../config.ts')
      const { readObject } = await import('../read-json.ts')
      const config = configFrom(process.env)
      const text = async (): Promise<Record<string, string>> =>
        Object.fromEntries(Object.entries(await readObject(json ?? '')).map(([name, value]) => [name, String(value)]))
      await inPlace<unknown>(
        'ways',
        options,
        async place => {
          if (way === 'forget') return forgetWay(place, config, { way: json ?? '' })
          if (way === undefined) return waysView(place, config)
          const {
            provider = '',
            secret = '',
            from = '',
            user,
            address,
            url = '',
            domain = '',
            selector = '',
            privateKey = '',
          } = await text()
          if (way === 'sms') return setSms(place, config, { provider, secret, from, user, address })
          if (way === 'webhook') return setWebhook(place, config, { url })
          if (way === 'dkim') return setDkim(place, config, { domain, selector, privateKey })
          return forgetWay(place, config, { way })
        },
        view => JSON.stringify(view, null, 2),
      )
    },
  )
}
