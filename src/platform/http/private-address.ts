import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** By IANA's registries of special-purpose addresses (RFC 6890): what is not reached over the public internet. */
const privateRanges4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, and with it the metadata services of clouds.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Public by its number, and yet a cloud's inside: Azure's host, Alibaba Cloud's metadata lies in 100.64/10.
  ['168.63.129.16', 32],
]

/** Of IPv6, only 2000::/3 is given out; within it these lead elsewhere. */
const privateRanges6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4: an IPv4 address in other clothes.
  ['2002::', 16],
  ['3fff::', 20],
]

const denied = new BlockList()
for (const [range, bits] of privateRanges4) denied.addSubnet(range, bits, 'ipv4')
for (const [range, bits] of privateRanges6) denied.addSubnet(range, bits, 'ipv6')

const givenOut = new BlockList()
givenOut.addSubnet('2000::', 3, 'ipv6')

/** Whether anything but the public internet answers there. What is no address is private, too. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return denied.check(address, 'ipv4')
  if (isIPv6(address)) return !givenOut.check(address, 'ipv6') || denied.check(address, 'ipv6')
  return true
}
