// Leaves Neo4j Browser what it keeps in this profile, and goes on to it. See graph/browser/site.py.

const PREFIX = 'neo4j.' // under which Browser keeps its things
const EDITION = 'yingshang.edition'
const CONNECTION = '$$discovery' // the one connection that Browser knows

const kept = name => JSON.parse(localStorage.getItem(PREFIX + name))
const keep = (name, value) => localStorage.setItem(PREFIX + name, JSON.stringify(value))

// The page that was opened gives one half of the password, the server the other: neither says anything alone.
const bytes = hex => hex.match(/../g).map(pair => parseInt(pair, 16))
const joined = (one, other) => {
  const mask = bytes(other)
  return String.fromCharCode(...bytes(one).map((byte, place) => byte ^ mask[place]))
}

const json = async path => (await fetch(path, {headers: {accept: 'application/json'}})).json()

const connect = async half => {
  const [{bolt_routing: host}, {username, mask}] = await Promise.all([json('/'), json('mask.json')])
  if (half.length !== mask.length) return
  const connection = {
    id: CONNECTION, name: CONNECTION, type: 'bolt', host, username, password: joined(half, mask),
    authenticationMethod: 'NATIVE', authEnabled: true, db: null
  }
  keep('connections', {allConnectionIds: [CONNECTION], connectionsById: {[CONNECTION]: connection}})
}

const furnish = ({edition, style, folder, scripts}) => {
  if (localStorage.getItem(EDITION) === edition) return
  const foreign = ({id}) => !id?.startsWith(folder.id) // those without an id are Browser's own
  keep('grass', {...kept('grass'), ...style})
  keep('folders', [...(kept('folders') ?? []).filter(foreign), folder])
  keep('documents', [...(kept('documents') ?? []).filter(foreign), ...scripts])
  // Whoever has not been here yet: no tour of Browser itself before ours, and nothing written by mistake.
  keep('settings', kept('settings') ?? {initCmd: '', useReadTransactions: true})
  localStorage.setItem(EDITION, edition)
}

const start = async () => {
  const half = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  if (half) await connect(half)
  furnish(await json('start.json'))
  location.replace('../')
}

start().catch(problem => {
  document.getElementById('said').textContent = `未能打开 · It could not be opened: ${problem}`
})
