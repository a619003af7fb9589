package io.hayate.loadtest.check;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML document, namespaces left out. Read without document types, entities of its own and anything from
 * outside. Immutable; shared.
 *
 * @param text its own characters, without white space around them
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    /** Deeper documents are no ad; the bound keeps the reader's stack small. */
    private static final int MAX_DEPTH = 64;

    /** @throws XMLStreamException if it is not one well-formed document, or has a document type */
    static XmlElement read(final String document) throws XMLStreamException {
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        final XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            refuseDocumentType(reader);
        }
        final XmlElement root = readElement(reader, 1);
        while (reader.hasNext()) {
            reader.next();
        }
        return root;
    }

    private static void refuseDocumentType(final XMLStreamReader reader) throws XMLStreamException {
        if (reader.getEventType() == XMLStreamConstants.DTD) {
            throw new XMLStreamException("a document type is not allowed");
        }
    }

    private static XmlElement readElement(final XMLStreamReader reader, final int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("deeper than " + MAX_DEPTH + " elements");
        }
        final String name = reader.getLocalName();
        final Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        final List<XmlElement> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(readElement(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("the entity " + reader.getLocalName() + " is not defined");
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return new XmlElement(
                name,
                Map.copyOf(attributes),
                List.copyOf(children),
                text.toString().strip());
    }

    /** The attribute, empty when absent. */
    String attribute(final String attributeName) {
        return attributes.getOrDefault(attributeName, "").strip();
    }

    boolean has(final String attributeName) {
        return !attribute(attributeName).isEmpty();
    }

    List<XmlElement> children(final String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** Whether there is a child of that name with characters of its own. */
    boolean says(final String childName) {
        return children(childName).stream().anyMatch(child -> !child.text.isEmpty());
    }

    /** All elements of that name below this one, in their order. */
    List<XmlElement> all(final String elementName) {
        final List<XmlElement> found = new ArrayList<>();
        for (final XmlElement child : children) {
            if (child.name.equals(elementName)) {
                found.add(child);
            }
            found.addAll(child.all(elementName));
        }
        return found;
    }

    /** This element and all below it, in their order. */
    List<XmlElement> flat() {
        final List<XmlElement> found = new ArrayList<>();
        found.add(this);
        children.forEach(child -> found.addAll(child.flat()));
        return found;
    }
}
