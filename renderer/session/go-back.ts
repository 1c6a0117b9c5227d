import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'

/** Leads back to the screen before this one; from the first, to where the member begins. */
export function useGoBack(): () => void {
  const router = useRouter()
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  return () => {
    if (canGoBack) router.history.back()
    else void navigate({ to: '/' })
  }
}
