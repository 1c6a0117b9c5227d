import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { FormPage } from '../../../../shared/contract/report-form.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { readVault, type Workspace } from '../../record/members/index.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import {
  besideVault,
  diskName,
  freePath,
  placeFile,
  requireFree,
  sha256,
  writeFully,
} from '../../record/vault/index.ts'
import { currentOrNewKey } from './keys.ts'
import { pageOf } from './page.ts'
import { reportFormView } from './view.ts'

/**
 * Writes one HTML file by which anybody can report to this vault, without a network and without us. It holds the public
 * key only. Fails with NOT_FOUND, ALREADY_EXISTS, MISSING_RUNTIME or IO; then no file is left.
 */
export async function exportForm(workspace: Workspace, input: Checked<'form.export'>): Promise<Output<'form.export'>> {
  const { db, ledger, vault, ports } = workspace
  const forms = [...new Set(input.forms)].map((key) => {
    const found = readTemplate(workspace, 'form', key)
    if (!found) throw noForm(key)
    return { key, version: found.version, template: found.body }
  })
  const languages = [...new Set(input.languages)]
  const { name } = readVault(db)
  const madeAt = new Date(ports.clock.now()).toISOString()
  const wanted = input.out === undefined ? undefined : resolve(input.out)
  if (wanted !== undefined) requireFree(wanted)
  const parts = await ports.reportForm()
  const key = await currentOrNewKey(workspace)
  const form: FormPage = { v: 1, vault: name, key, madeAt, languages, forms }
  const bytes = Buffer.from(pageOf(form, parts))
  const file =
    wanted ??
    freePath(
      join(
        besideVault(vault.dir, 'exports'),
        diskName(name, { before: 'Report form ', after: ` ${madeAt.slice(0, 19).replaceAll(/[-:]/g, '')}.html` }),
      ),
    )
  const [hash, size] = [sha256(bytes).toString('hex'), bytes.length]
  await placeFile(
    file,
    (target) => writeFully(target, [bytes]),
    () =>
      ledger.transact(({ append }) =>
        append(
          reportFormView,
          'form.exported',
          { subject: vault.header.id },
          {
            file: basename(file).toWellFormed(),
            sha256: hash,
            size,
            key: key.id,
            forms: forms.map(({ key: form, version }) => ({ key: form, version })),
            languages,
          },
        ),
      ),
  )
  return { file, sha256: hash, size, key: key.id, fingerprint: key.fingerprint }
}

const noForm = (key: string): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `There is no form “${key}” in this vault; no file was written.`,
    'See `holdfast template list DIR --kind form` for its forms.',
  )
