/** The app's mark: an open book with a sprout on its left page. */
export function Mark() {
  return (
    <svg className="setup-mark" width="72" height="72" viewBox="0 0 72 72" aria-hidden="true">
      <path d="M36 25c-5-5.5-12.5-7-24-7v33c11.5 0 19 1.5 24 7 5-5.5 12.5-7 24-7V18c-11.5 0-19 1.5-24 7z" />
      <path d="M36 25v33" />
      <path
        className="lines"
        d="M42.5 33c4-2.3 7.5-3.2 11.5-3.5M42.5 40.5c4-2.3 7.5-3.2 11.5-3.5M42.5 48c4-2.3 7.5-3.2 11.5-3.5"
      />
      <path
        className="sprout"
        d="M24 47V33M24 38c-4.5 0-7-2.5-7-7 4.5 0 7 2.5 7 7zM24 34.5c0-4 2-6.5 6-6.5 0 4-2 6.5-6 6.5z"
      />
    </svg>
  )
}
