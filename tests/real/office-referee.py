# Prints the words of documents as Python's zipfile and ElementTree see them: one JSON object, words by file name.
import json
import sys
import zipfile
from xml.etree import ElementTree

PARTS = ('word/', 'xl/sharedStrings', 'xl/comments', 'ppt/slides/', 'ppt/comments/', 'ppt/notesSlides/', 'content.xml')
TEXTS = {'t', 'delText', 'text', 'p', 'h', 'span', 'a'}


def words(path):
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith(PARTS) or not name.endswith('.xml') or 'theme' in name:
                continue
            for element in ElementTree.fromstring(archive.read(name)).iter():
                if element.tag.split('}')[-1] in TEXTS:
                    found += (element.text or '').split()
    return found


print(json.dumps({path: words(path) for path in sys.argv[1:]}))
