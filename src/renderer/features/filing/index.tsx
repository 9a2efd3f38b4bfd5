// Where an entry belongs: its tags and its category, edited the same way in the list, the reader and the note editor.
export { CategoryChooser, CategoryPicker } from './category-picker.tsx'
export { categoryItems, categoryPath } from './category-tree.ts'
export { TagEditor, TagPicker } from './tag-editor.tsx'
export { TagLabel, useTagColors } from './tag-label.tsx'
export { useFiling } from './use-filing.ts'
