import type { AddressField } from '../core/decide/world.ts'

/** Which field of a contact (and, by the same name, of the client) holds the address of a channel; null: the channel needs none. */
export const channelFields: Readonly<Record<string, AddressField | null>> = {
  email: 'email',
  phone: 'phone',
  sms: 'mobile',
  post: 'address',
  meeting: null,
  webhook: null,
  desk: null,
}
