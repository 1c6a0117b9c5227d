# Reads the paths of mails (JSON, on its input) with Python's own parsers; says each part's type, name and SHA-256.
import email
import hashlib
import json
import mailbox
import sys


def parts_of(message):
    if message.get_content_type() == 'message/rfc822' and message.is_multipart():
        return [{'type': 'message/rfc822', 'name': None, 'sha256': None}]
    if message.is_multipart():
        return [part for child in message.get_payload() for part in parts_of(child)]
    payload = message.get_payload(decode=True)
    name = message.get_filename()
    sha256 = None if payload is None else hashlib.sha256(payload).hexdigest()
    return [{'type': message.get_content_type(), 'name': None if name is None else str(name), 'sha256': sha256}]


asked = json.load(sys.stdin)
answer = {'mails': {}, 'boxes': {}}
for path in asked['mails']:
    with open(path, 'rb') as file:
        answer['mails'][path] = parts_of(email.message_from_bytes(file.read()))
for path in asked['boxes']:
    box = mailbox.mbox(path, create=False)
    answer['boxes'][path] = [str(message['Subject']) for message in box]
json.dump(answer, sys.stdout)
