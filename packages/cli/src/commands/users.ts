import { words } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import { choice, flag, text } from '../options.ts'
import { confirmed } from '../terminal/terminal.ts'
import { given, moment, paging, printList, statusColour } from './list.ts'

const id = [{ name: '<id>', summary: 'id or uid of the user' }]

const list = command({
  name: 'list',
  summary: 'List users, newest first',
  options: paging,
  examples: [['g5 users list', '']],
  json: 'the answer of GET /v1/users',
  async run({ out, g5 }, _args, page) {
    await printList(out, page, (asked) => g5.users.list(asked), [
      { title: 'ID', value: (row) => row.id },
      { title: 'E-MAIL', value: ({ email }) => email, flexible: true },
      { title: 'ROLE', value: ({ role }) => role },
      { title: 'STATUS', value: ({ status }) => status, colour: ({ status }) => statusColour(status) },
      { title: 'CREATED', value: ({ createdAt }) => moment(createdAt), optional: 1 },
      { title: 'TENANT', value: ({ tenantId }) => tenantId, optional: 2 },
    ])
  },
})

const invite = command({
  name: 'invite',
  summary: 'Invite a user: whoever opens the link chooses the password',
  args: [{ name: '<email>', summary: 'of the user' }],
  options: {
    role: choice(words['users.create'].role, 'What they may do; viewer unless told'),
    uid: text('<uid>', 'Your own id'),
  },
  examples: [['g5 users invite ada@example.com --role developer', 'no mail is sent: pass the link on']],
  json: 'the answer of POST /v1/users, link included',
  async run({ out, g5 }, [email = ''], { role = 'viewer', uid }) {
    const user = await g5.users.create({ email, role, ...given({ uid }) })
    out.data(user)
    if (out.quiet) return out.value(user.inviteUrl)
    out.note(`${user.email} is invited as ${user.role}. The link is shown this once:`)
    out.line(user.inviteUrl)
  },
})

const renew = command({
  name: 'link',
  summary: 'Make a new link by which a user chooses a password; it also cures a forgotten one',
  args: id,
  examples: [['g5 users link usr_01k71a8700e008000000000001', '']],
  json: 'the user, link included',
  async run({ out, g5 }, [asked = '']) {
    const user = await g5.users.invite(asked)
    out.data(user)
    out.value(user.inviteUrl)
  },
})

const remove = command({
  name: 'delete',
  summary: 'Delete a user; their sessions end at once',
  args: id,
  options: { yes: flag('Do not ask', 'y') },
  examples: [['g5 users delete usr_01k71a8700e008000000000001', '']],
  async run({ out, g5, terminal }, [asked = ''], { yes }) {
    const { email } = await g5.users.get(asked)
    if (!(await confirmed(terminal, `Delete ${email}?`, yes))) return out.note('Nothing was done.')
    await g5.users.delete(asked)
    out.line(`${email} is deleted.`)
  },
})

const signOut = command({
  name: 'sign-out',
  summary: 'End all sessions of a user at once',
  args: id,
  examples: [['g5 users sign-out usr_01k71a8700e008000000000001', '']],
  async run({ out, g5 }, [asked = '']) {
    await g5.users.signOut(asked)
    out.line(`All sessions of ${asked} are ended.`)
  },
})

export const users: Group = {
  name: 'users',
  summary: 'Users: list, invite, link, sign-out, delete',
  commands: [list, invite, renew, signOut, remove],
}
