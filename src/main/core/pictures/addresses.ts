import { BlockList, isIP } from 'node:net'

/** Decides whether a download may go to an IP address. */
export type AddressPolicy = (address: string) => boolean

/**
 * Addresses that are not on the internet: this computer, its network, and reserved ones (IANA's special-purpose registries).
 * 198.18.0.0/15 is not among them: proxies that resolve every name to such an address are common in China.
 */
const IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3]
] as const
const IPV6 = [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8]
] as const

const special = new BlockList()
for (const [net, prefix] of IPV4) {
  special.addSubnet(net, prefix, 'ipv4')
  // The same address behind a translator (RFC 6052) or as an IPv6 socket sees it.
  special.addSubnet(`64:ff9b::${net}`, 96 + prefix, 'ipv6')
  special.addSubnet(`::ffff:${net}`, 96 + prefix, 'ipv6')
}
for (const [net, prefix] of IPV6) special.addSubnet(net, prefix, 'ipv6')

/** True for addresses on the internet. What is no address is refused. */
export const isPublicAddress: AddressPolicy = (address) => {
  const family = isIP(address)
  return family !== 0 && !special.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

export const anyAddress: AddressPolicy = () => true
