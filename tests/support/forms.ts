import type { FormTemplate } from '../../shared/contract/forms.ts'

/** A form with a question of every kind, for tests. */
export const everyKind: FormTemplate = {
  category: 'suspicious-person',
  title: { en: 'Suspicious approach', es: 'Acercamiento sospechoso', fr: 'Approche suspecte', ar: 'اقتراب مريب' },
  intro: {
    en: 'For anything that felt wrong near a person or a building.',
    es: 'Para cualquier cosa que pareciera extraña cerca de una persona o un edificio.',
    fr: 'Pour tout ce qui semblait anormal près d’une personne ou d’un bâtiment.',
    ar: 'لكل ما بدا غير طبيعي قرب شخص أو مبنى.',
  },
  narrative: {
    label: { en: 'What happened', es: 'Qué ocurrió', fr: 'Ce qui s’est passé', ar: 'ماذا حدث' },
    help: {
      en: 'In your own words, in order.',
      es: 'Con sus propias palabras, en orden.',
      fr: 'Avec vos propres mots, dans l’ordre.',
      ar: 'بكلماتك أنت، بالترتيب.',
    },
  },
  asks: { occurredAt: 'required', place: 'required', reporter: 'optional', immediateDanger: 'optional' },
  fields: [
    {
      id: 'how',
      label: { en: 'How did they come', es: 'Cómo llegó', fr: 'Comment est-elle venue', ar: 'كيف جاء' },
      kind: 'choice',
      options: [
        { id: 'foot', label: { en: 'On foot', es: 'A pie', fr: 'À pied', ar: 'سيرًا على الأقدام' } },
        { id: 'car', label: { en: 'By car', es: 'En coche', fr: 'En voiture', ar: 'بالسيارة' } },
      ],
      required: true,
    },
    {
      id: 'carried',
      label: { en: 'What they carried', es: 'Qué llevaba', fr: 'Ce qu’elle portait', ar: 'ماذا كان يحمل' },
      kind: 'choices',
      options: [
        { id: 'bag', label: { en: 'A bag', es: 'Una bolsa', fr: 'Un sac', ar: 'حقيبة' } },
        { id: 'camera', label: { en: 'A camera', es: 'Una cámara', fr: 'Un appareil photo', ar: 'كاميرا' } },
      ],
      required: false,
    },
    {
      id: 'plate',
      label: { en: 'Plate', es: 'Matrícula', fr: 'Plaque', ar: 'رقم اللوحة' },
      help: {
        en: 'As far as you saw it.',
        es: 'Lo que haya visto.',
        fr: 'Ce que vous en avez vu.',
        ar: 'بقدر ما رأيته.',
      },
      kind: 'vehicle',
      required: false,
    },
    {
      id: 'before',
      label: { en: 'Seen before', es: 'Visto antes', fr: 'Déjà vue', ar: 'شوهد من قبل' },
      kind: 'yes-no',
      required: false,
    },
    {
      id: 'first-seen',
      label: { en: 'First seen', es: 'Visto por primera vez', fr: 'Vue la première fois', ar: 'أول مشاهدة' },
      kind: 'when',
      required: false,
    },
    {
      id: 'how-many',
      label: { en: 'How many people', es: 'Cuántas personas', fr: 'Combien de personnes', ar: 'كم شخصًا' },
      kind: 'number',
      required: false,
    },
    {
      id: 'looks',
      label: { en: 'What they looked like', es: 'Qué aspecto tenía', fr: 'Son apparence', ar: 'كيف كان شكله' },
      kind: 'text',
      required: false,
    },
  ],
}
