import { button, h } from './dom.ts'
import type { Screen } from './screen.ts'

const endings: Record<string, string> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** A voice note, where the browser can record; elsewhere it says what to do instead. */
export function voiceNote(screen: Screen, add: (file: File) => void): HTMLElement {
  const { words } = screen
  const box = h('div', { class: 'voice' })
  const say = (text: string): void => box.replaceChildren(h('p', { class: 'quiet', role: 'status' }, text))
  // A page from a file may lack either.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (typeof MediaRecorder === 'undefined' || typeof devices?.getUserMedia !== 'function') {
    say(words.noRecorder)
    return box
  }
  const record = async (): Promise<void> => {
    let stream: MediaStream
    try {
      stream = await devices.getUserMedia({ audio: true })
    } catch {
      say(words.noMicrophone)
      return
    }
    const recorder = new MediaRecorder(stream)
    const parts: Blob[] = []
    const begun = Date.now()
    const time = h('span', { class: 'clock', role: 'timer' }, clock(0))
    const ticking = setInterval(() => (time.textContent = clock(Math.floor((Date.now() - begun) / 1000))), 1000)
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    recorder.addEventListener('stop', () => {
      clearInterval(ticking)
      for (const track of stream.getTracks()) track.stop()
      const type = (recorder.mimeType || parts[0]?.type || '').split(';')[0] ?? ''
      const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')
      const file = new File(parts, `voice-note-${stamp}.${endings[type] ?? 'audio'}`, { type })
      draw()
      if (file.size > 0) add(file)
    })
    const stop = button(words.stop, () => recorder.stop(), 'recording')
    box.replaceChildren(stop, h('span', { class: 'quiet' }, `${words.recording} `, time))
    stop.focus()
    recorder.start(1000)
  }
  const draw = (): void => box.replaceChildren(button(words.record, () => void record(), 'wide'))
  draw()
  return box
}
