import { check, openUntilDay, type ClosingCheck } from '../../record/members/index.ts'
import { standingConcerns } from './queries.ts'

export const toReassess: ClosingCheck = (closing) =>
  standingConcerns(closing.db, closing.case).flatMap(({ number, reassessOn, id }) =>
    reassessOn === null
      ? []
      : [
          check(
            `Assessment ${number}`,
            openUntilDay(closing, 'looked at again', reassessOn, 'assess again'),
            'assessment',
            id,
          ),
        ],
  )
