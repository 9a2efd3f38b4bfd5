import type { SameAs } from './text.ts'

/** The query language: what its words do, for the help card and while completing; what is wrong with a query. */
export const zh = {
  help: {
    title: '搜索写法',
    words: '几个词用空格隔开：每个都要有',
    exact: '引号里的话要一字不差地连在一起',
    not: '减号：不要有这个词或条件',
    or: '两边有一个就行',
    group: '括号把几个词合成一个条件',
    tag: '有这个标签',
    category: '在这个分类或它的下级里',
    kind: '只看文章、笔记、计划或高亮',
    author: '作者的名字里有这几个字',
    source: '来源的名字里有这几个字',
    in: '只在标题或正文里找词',
    has: '有图片、有高亮、写过笔记',
    is: '未读、在读、已读、星标、重复、回收站',
    date: '发表的日子，没有就按加入的日子；7天 就是最近 7 天',
    length: '字数：汉字按字、英文按词',
    sort: '排序：相关、日期、标题、字数；前面加减号就倒过来'
  },
  problems: {
    unclosedQuote: '引号还没有收尾，到末尾都算在里面',
    unclosedBracket: '括号还没有收尾',
    strayBracket: '多了一个右括号，没有算进去',
    nothingFollows: '后面还缺一个词',
    emptyValue: '冒号后面还没有写',
    unknownValue: '没有这个选项，这个条件没有用上',
    noArchive: '耕读没有归档；可以用标签、分类或回收站',
    badDate: '读不懂这个日期。可以写 2022、2022-03、2022-02..2022-05、>2022-03 或 7天',
    badNumber: '读不懂这个数。可以写 >2000、1000..3000 或 2万',
    cannotExclude: '这个条件不能加减号，没有算进去',
    tooMany: '条件太多，后面的没有算进去',
    noSuchName: '资料库里没有这个名字'
  }
}

export const en: SameAs<typeof zh> = {
  help: {
    title: 'How to search',
    words: 'Words parted by spaces: all of them must be there',
    exact: 'Words in quotes stand together, exactly so',
    not: 'Minus: without this word or condition',
    or: 'One of the two is enough',
    group: 'Brackets make one condition of several',
    tag: 'Has this tag',
    category: 'In this category or one below it',
    kind: 'Only articles, notes, plans or highlights',
    author: 'The author’s name holds this',
    source: 'The source’s name holds this',
    in: 'Looks for the words in the title or the text alone',
    has: 'Has an image, a highlight, a note',
    is: 'Unread, reading, read, starred, duplicate, trash',
    date: 'Published then, or added where that is unknown; 7d is the last 7 days',
    length: 'Length: Chinese by characters, English by words',
    sort: 'Order: relevance, date, title, words; with a minus the other way round'
  },
  problems: {
    unclosedQuote: 'The quote is still open: all that follows is in it',
    unclosedBracket: 'The bracket is still open',
    strayBracket: 'This closing bracket is one too many and was left out',
    nothingFollows: 'A word is missing after this',
    emptyValue: 'Nothing stands after the colon yet',
    unknownValue: 'There is no such choice; this condition was left out',
    noArchive: 'There is no archive here; use a tag, a category or the trash',
    badDate: 'Not a date: write 2022, 2022-03, 2022-02..2022-05, >2022-03 or 7d',
    badNumber: 'Not a number: write >2000, 1000..3000 or 2k',
    cannotExclude: 'This condition cannot have a minus and was left out',
    tooMany: 'Too many conditions: those from here on were left out',
    noSuchName: 'The library has no such name'
  }
}
