import { TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { forgetKept, useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useVault } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { InstantField } from '../../ui/instant-field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { bytes, plural } from '../../ui/words.ts'
import { AgainField, Comparing, PickedFiles, useOnceCompared, useTwins, type PickedFile } from './picked-files.tsx'

interface AddExhibitsProps {
  detail: { id: string; number: string }
  picked: PickedFile[]
  onPicked: (files: PickedFile[]) => void
  onKept: (number: string) => void
}

/** Before files are kept: who collected them, when, where and how. */
export function AddExhibits({ detail, picked, onPicked, onKept }: AddExhibitsProps): ReactElement {
  const key = `add exhibits ${detail.id}`
  const member = useVault()?.member.name ?? ''
  const [form, setForm] = useKept(key, () => ({
    by: member,
    at: toLocalField(new Date()),
    place: '',
    method: '',
    description: '',
    again: '',
  }))
  const twins = useTwins(picked)
  const isKnown = picked.some(({ path }) => twins.of.has(path))
  const [tried, setTried] = useState(false)
  const adding = useTask('exhibit.add', detail.id)
  const collectedAt = fromLocalField(form.at)
  const total = picked.reduce((sum, { size }) => sum + size, 0)
  const optional = (name: 'place' | 'method' | 'description'): Record<string, string> =>
    form[name].trim() === '' ? {} : { [name]: form[name] }

  const { tell, waiting } = useOnceCompared(twins, () => {
    if (form.by.trim() === '' || collectedAt === undefined || adding.running) return
    if (isKnown && form.again.trim() === '') return
    const files = picked.map(({ path }) => path)
    onPicked([])
    const input = { case: detail.id, files, collectedBy: form.by, collectedAt }
    const again = isKnown ? { again: form.again } : {}
    const all = { ...input, ...again, ...optional('place'), ...optional('method'), ...optional('description') }
    void adding.run(all, `Keeping ${plural(files.length, 'exhibit')}`).then((kept) => {
      // What could not be kept is still picked, so that nothing has to be found again.
      if (!kept) return onPicked(picked)
      forgetKept(key)
      const first = kept[0]
      if (first) onKept(first.number)
      return undefined
    })
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    tell()
  }
  return (
    <Panel title="Add exhibits" kicker={detail.number} onClose={() => onPicked([])} asks>
      <form className="form" onSubmit={submit}>
        <PickedFiles
          files={picked}
          twins={twins}
          onLeaveOut={({ path }) => onPicked(picked.filter((file) => file.path !== path))}
        />
        {isKnown && <AgainField value={form.again} onChange={(again) => setForm({ ...form, again })} tried={tried} />}
        <TextInput
          label="Collected by"
          value={form.by}
          maxLength={500}
          onChange={(event) => setForm({ ...form, by: event.currentTarget.value })}
          error={tried && form.by.trim() === '' && 'Say who collected it.'}
        />
        <InstantField label="Collected at" value={form.at} onChange={(at) => setForm({ ...form, at })} tried={tried} />
        <TextInput
          label="Where"
          placeholder="Room, site, device or account"
          value={form.place}
          maxLength={500}
          onChange={(event) => setForm({ ...form, place: event.currentTarget.value })}
        />
        <TextInput
          label="How"
          placeholder="Handed over, exported, photographed"
          value={form.method}
          maxLength={500}
          onChange={(event) => setForm({ ...form, method: event.currentTarget.value })}
        />
        <TextInput
          label="Description"
          value={form.description}
          maxLength={500}
          onChange={(event) => setForm({ ...form, description: event.currentTarget.value })}
        />
        <div className="actions">
          <Act needs="exhibit.write" type="submit" variant="filled" disabled={adding.running || waiting}>
            Keep exhibits
          </Act>
        </div>
        <Comparing waiting={waiting} then="then they are kept" />
        <p className="quiet">
          {plural(picked.length, 'file')}, {bytes(total)}. Each is read once, hashed, encrypted and numbered. An exhibit
          cannot be removed afterwards.
        </p>
      </form>
    </Panel>
  )
}
