import { createTheme, type MantineColorsTuple } from '@mantine/core'

const act: MantineColorsTuple = [
  '#eef3fa',
  '#dbe6f3',
  '#b5cce8',
  '#8ab6ec',
  '#5f94d4',
  '#3f79c0',
  '#2f68ab',
  '#265a99',
  '#1e4f8a',
  '#173f6f',
]

export const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  colors: { act },
  primaryColor: 'act',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 6,
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { variant: 'default', size: 'xs' }, classNames: { root: 'button' } },
    TextInput: { defaultProps: { size: 'xs' } },
    // Its eye is a target of 24 px, which the smallest size is not.
    PasswordInput: { defaultProps: { size: 'xs' }, vars: () => ({ root: { '--psi-button-size': '24px' } }) },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    // What was chosen is read like the rest, and taken out by a target of 24 px.
    Pill: { vars: () => ({ root: { '--pill-fz': '12px', '--pill-height': '24px' } }) },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
})
