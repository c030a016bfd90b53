-- Staff search the words of messages, subjects and comments: beginnings of words, case aside, in any language.
create index message_words on message using gin (to_tsvector('simple', text));
create index thread_words on thread using gin (to_tsvector('simple', subject));
create index thread_comment_words on thread_comment using gin (to_tsvector('simple', text));
