import { Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { At } from '../../ui/when.tsx'
import { bytes, categoryWords } from '../../ui/words.ts'
import type { Choice, PreviewItem } from './choices.ts'
import { Remarks } from './remarks.tsx'

interface ImportItemProps {
  item: PreviewItem
  choice: Choice
  onChoice: (choice: Choice) => void
}

const categories = Object.entries(categoryWords).map(([value, label]) => ({ value, label }))

/** One report that would be filed: its words, what comes with it, and what it only proposes. */
export function ImportItem({ item, choice, onChoice }: ImportItemProps): ReactElement {
  const { title, reporter, receivedAt, narrative, parts, proposals, problems, duplicate, channel, fields } = item
  const shownFields = Object.entries(fields).slice(0, 8)
  return (
    <section className="import-item" aria-label={title} data-taken={choice.take}>
      <div className="import-line">
        <Checkbox
          checked={choice.take}
          disabled={duplicate !== null}
          onChange={(event) => onChoice({ ...choice, take: event.currentTarget.checked })}
          label={<b>{title}</b>}
        />
        <NativeSelect
          aria-label={`Category of ${title}`}
          data={categories}
          value={choice.category}
          disabled={!choice.take}
          onChange={(event) => onChoice({ ...choice, category: event.currentTarget.value as Choice['category'] })}
        />
      </div>
      {duplicate && (
        <p className="import-refused">
          {duplicate.why}:{' '}
          <Link to="/queue" search={{ report: duplicate.report }}>
            {duplicate.report}
          </Link>
        </p>
      )}
      <p className="quiet">
        {reporter === null ? 'Nobody named' : `From ${reporter}`} · received{' '}
        {receivedAt === null ? 'at the time of the import' : <At at={receivedAt} full />}
      </p>
      {channel === 'import' && proposals.length > 0 ? (
        <Textarea
          label="In your words (optional)"
          placeholder={narrative.split('\n')[0]}
          rows={2}
          value={choice.narrative}
          disabled={!choice.take}
          onChange={(event) => onChoice({ ...choice, narrative: event.currentTarget.value })}
        />
      ) : (
        <p className="import-words">{narrative.slice(0, 600)}</p>
      )}
      {proposals.length > 0 && (
        <fieldset className="import-proposals" disabled={!choice.take}>
          <legend>It says of itself; nothing is believed until you tick it</legend>
          {proposals.map(({ id, label, says, source }) => (
            <Checkbox
              key={id}
              checked={choice.accept.includes(id)}
              onChange={(event) =>
                onChoice({
                  ...choice,
                  accept: event.currentTarget.checked
                    ? [...choice.accept, id]
                    : choice.accept.filter((one) => one !== id),
                })
              }
              label={
                <>
                  {label}: {says} <small className="quiet">{source} says</small>
                </>
              }
            />
          ))}
        </fieldset>
      )}
      {parts.length > 0 && (
        <p className="quiet">
          Exhibits beside the file: {parts.map(({ name, size }) => `${name} (${bytes(size)})`).join(', ')}
        </p>
      )}
      {shownFields.length > 0 && (
        <dl className="import-fields">
          {shownFields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value.slice(0, 200)}</dd>
            </div>
          ))}
        </dl>
      )}
      {problems.length > 0 && <Remarks of={problems} />}
    </section>
  )
}
