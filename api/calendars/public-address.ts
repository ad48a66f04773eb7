import { BlockList, isIP } from 'node:net'

// Everything that is not the open internet (RFC 6890 and its successors): this machine, private
// networks, links, clouds' metadata, shared address space, tests, groups.
const closed = new BlockList()
for (const [network, prefix] of [
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
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const) {
	closed.addSubnet(network, prefix, 'ipv4')
}
// Of IPv6 only what is given out is open, less the parts of it that stand for other addresses.
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
	['2001::', 23], // Teredo and other special uses
	['2001:db8::', 32],
	['2002::', 16], // 6to4: an IPv4 address inside
	['3fff::', 20],
] as const) {
	closed.addSubnet(network, prefix, 'ipv6')
}

/** Whether an address is one of the open internet, so that asking it reveals nothing of our own. */
export function isPublic(address: string): boolean {
	switch (isIP(address)) {
		case 4:
			return !closed.check(address, 'ipv4')
		case 6:
			return given.check(address, 'ipv6') && !closed.check(address, 'ipv6')
		default:
			return false
	}
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether an address is this machine, as itself: what stands for it in another notation is not. */
export function isLoopback(address: string): boolean {
	switch (isIP(address)) {
		case 4:
			return loopback.check(address, 'ipv4')
		case 6:
			return address === '::1'
		default:
			return false
	}
}
