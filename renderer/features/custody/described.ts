import type { InputWrapperProps } from '@mantine/core'

/** Of a field with its button beside it: what is said of it stands above, so that the two are level. */
export const describedAbove: InputWrapperProps['inputWrapperOrder'] = ['label', 'description', 'input', 'error']
