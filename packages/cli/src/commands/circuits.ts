import { words } from '@g5/sdk'
import { command, type Group } from '../command.ts'
import { choices } from '../options.ts'
import { given, moment, paging, printList, statusColour } from './list.ts'

const list = command({
  name: 'list',
  summary: 'List circuits that are not closed',
  options: { state: choices(words['circuits.list'].state, 'Only in this state'), ...paging },
  examples: [['g5 circuits list --state open', '']],
  json: 'the answer of GET /v1/webhooks/circuits',
  async run({ out, g5 }, _args, { state, ...page }) {
    await printList(
      out,
      page,
      (asked) => g5.circuits.list({ ...given({ state }), ...asked }),
      [
        { title: 'ENDPOINT', value: ({ endpointId }) => endpointId },
        { title: 'STATE', value: (row) => row.state, colour: (row) => statusColour(row.state) },
        { title: 'FAILURES', value: ({ failures }) => failures, right: true },
        { title: 'URL', value: ({ url }) => url, flexible: true },
        { title: 'NEXT PROBE', value: ({ nextProbeAt }) => moment(nextProbeAt), optional: 1 },
        { title: 'SINCE', value: ({ since }) => moment(since), optional: 2 },
      ],
      'All circuits are closed.',
    )
  },
})

const reset = command({
  name: 'reset',
  summary: 'Close a circuit at once; its deliveries start slowly',
  args: [{ name: '<endpoint>', summary: 'id or uid of the endpoint' }],
  examples: [['g5 circuits reset ep_01k71a8700e008000000000001', '']],
  json: 'the circuit',
  async run({ out, g5 }, [endpoint = '']) {
    const circuit = await g5.circuits.reset(endpoint)
    out.data(circuit)
    out.line(`The circuit of ${endpoint} is closed.`)
  },
})

export const circuits: Group = { name: 'circuits', summary: 'Circuits: list, reset', commands: [list, reset] }
