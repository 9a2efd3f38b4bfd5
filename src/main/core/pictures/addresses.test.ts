import { expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'

test.each([
  '127.0.0.1',
  '127.255.0.1',
  '0.0.0.0',
  '10.0.0.8',
  '172.16.4.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.251',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::192.168.1.1',
  '2002:7f00:1::',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  'localhost',
  ''
])('%s is not on the internet', (address) => expect(isPublicAddress(address)).toBe(false))

test.each(['1.1.1.1', '172.32.0.1', '192.169.0.1', '198.18.0.7', '2400:3200::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
  '%s is on the internet',
  (address) => expect(isPublicAddress(address)).toBe(true)
)
