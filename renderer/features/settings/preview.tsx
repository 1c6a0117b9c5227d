import type { ReactElement } from 'react'
import { templateBodies, type TemplateKind } from '../../../shared/contract/templates.ts'
import { FormPreview } from './form-preview.tsx'
import { DeclarationPreview, InterviewPreview } from './interview-preview.tsx'
import { InstrumentPreview, MappingPreview } from './other-previews.tsx'
import { PlaybookPreview } from './playbook-preview.tsx'
import { TriagePreview } from './triage-preview.tsx'
import type { Body } from './typed.ts'
import { words } from './catalogue.ts'

/** What a template makes, as those who work by it will meet it. */
export function Preview({ kind, body }: { kind: TemplateKind; body: Body | undefined }): ReactElement {
  if (!templateBodies[kind].safeParse(body).success) return <p className="quiet">{words.itWasMadeForAnotherRelease}</p>
  switch (kind) {
    case 'form':
      return <FormPreview form={templateBodies.form.parse(body)} />
    case 'triage':
      return <TriagePreview method={templateBodies.triage.parse(body)} />
    case 'playbook':
      return <PlaybookPreview playbook={templateBodies.playbook.parse(body)} />
    case 'assessment':
      return <InstrumentPreview instrument={templateBodies.assessment.parse(body)} />
    case 'interview':
      return <InterviewPreview plan={templateBodies.interview.parse(body)} />
    case 'declaration':
      return <DeclarationPreview declaration={templateBodies.declaration.parse(body)} />
    case 'mapping':
      break
  }
  return <MappingPreview mapping={templateBodies.mapping.parse(body)} />
}
