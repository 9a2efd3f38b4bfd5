/** A member to write, with all that a hostile archive may say wrongly. */
export interface TestMember {
  name: string
  data?: string | Uint8Array
  /** `0` is a file, `2` a symbolic link, `5` a folder, `x` a pax header. */
  type?: string
  /** The size that the header names instead of the true one. */
  size?: number
  /** Written in place of the true sum. */
  sum?: number
}

/** A TAR archive with exactly these members (POSIX ustar); names too long for a header get a pax header. */
export function testTar(members: readonly (TestMember | [name: string, data: string | Uint8Array])[]): Buffer {
  const blocks = members.flatMap((given) => {
    const member: TestMember = Array.isArray(given) ? { name: given[0], data: given[1] } : given
    const long = Buffer.byteLength(member.name) > 100
    return long
      ? [...blocksOf({ name: 'pax', type: 'x', data: paxPath(member.name) }), ...blocksOf(member)]
      : blocksOf(member)
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function blocksOf({ name, data = '', type = '0', size, sum }: TestMember): Buffer[] {
  const bytes = Buffer.from(data)
  const header = Buffer.alloc(512)
  header.write(name.slice(0, 90), 0, 100)
  header.write('0000644\0', 100)
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar\x0000', 257, 'latin1')
  const total = sum ?? header.reduce((all, byte) => all + byte, 0)
  header.write(`${total.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
}

function paxPath(path: string): string {
  const record = ` path=${path}\n`
  let length = Buffer.byteLength(record) + 1
  while (String(length).length + Buffer.byteLength(record) !== length)
    length = String(length).length + Buffer.byteLength(record)
  return `${length}${record}`
}
