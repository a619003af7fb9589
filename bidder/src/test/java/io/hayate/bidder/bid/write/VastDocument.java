package io.hayate.bidder.bid.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A parsed VAST, and which elements its version allows where, in the order of the version's schema (as far as we write
 * them).
 */
final class VastDocument {
    private static final String COMPANION = "StaticResource CompanionClickThrough (CompanionClickTracking )*";

    private static final Map<String, String> BELOW_40 = Map.of(
            "VAST", "Ad ",
            "Ad", "(InLine |Wrapper )",
            "InLine", "AdSystem AdTitle (Advertiser )?(Impression )+Creatives ",
            "Wrapper", "AdSystem VASTAdTagURI (Impression )+Creatives ",
            "Creatives", "(Creative )+",
            "Creative", "(Linear |CompanionAds |NonLinearAds )",
            "Linear", "(Duration )?(TrackingEvents )?VideoClicks (MediaFiles )?",
            "VideoClicks", "(ClickThrough )?(ClickTracking )*",
            "NonLinear", "StaticResource (NonLinearClickTracking )*NonLinearClickThrough ",
            "Companion", "StaticResource CompanionClickThrough ");

    private static final Map<String, String> FROM_40 = Map.of(
            "VAST", "Ad ",
            "Ad", "(InLine |Wrapper )",
            "InLine", "AdSystem (Impression )+(AdServingId )?AdTitle Advertiser Creatives ",
            "Wrapper", "AdSystem (Impression )+Creatives VASTAdTagURI ",
            "Creatives", "(Creative )+",
            "Creative", "(CompanionAds |Linear |NonLinearAds )(UniversalAdId )?",
            "Linear", "(TrackingEvents )?(Duration MediaFiles )?VideoClicks ",
            "VideoClicks", "(ClickTracking )*(ClickThrough )?",
            "NonLinear", "StaticResource NonLinearClickThrough (NonLinearClickTracking )*",
            "Companion", COMPANION);

    private static final Map<String, String> ANY = Map.of(
            "TrackingEvents", "(Tracking )+",
            "MediaFiles", "MediaFile ",
            "CompanionAds", "(Companion )+",
            "NonLinearAds", "(TrackingEvents )?NonLinear ");

    private static final Map<String, List<String>> REQUIRED = Map.of(
            "VAST", List.of("version"),
            "Ad", List.of("id"),
            "MediaFile", List.of("delivery", "type", "width", "height"),
            "Companion", List.of("width", "height"),
            "NonLinear", List.of("width", "height"),
            "StaticResource", List.of("creativeType"),
            "Tracking", List.of("event"),
            "UniversalAdId", List.of("idRegistry"));

    private final Element root;

    private VastDocument(final Element root) {
        this.root = root;
    }

    static VastDocument parse(final String xml) {
        try {
            final DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            parser.setErrorHandler(null);
            return new VastDocument(
                    parser.parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (final SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(xml, e);
        }
    }

    String version() {
        return root.getAttribute("version");
    }

    String namespace() {
        return root.getAttribute("xmlns");
    }

    /** The text or attribute at an XPath; empty if there is none. */
    String at(final String path) {
        final List<String> all = all(path);
        return all.isEmpty() ? "" : all.get(0);
    }

    List<String> all(final String path) {
        try {
            final NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, root, XPathConstants.NODESET);
            final List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        } catch (final XPathExpressionException e) {
            throw new AssertionError(path, e);
        }
    }

    void assertShape() {
        assertShape(root, version().compareTo("4.0") < 0 ? BELOW_40 : FROM_40);
    }

    private void assertShape(final Element element, final Map<String, String> shapes) {
        final String name = element.getTagName();
        final List<Element> children = children(element);
        final String shape = shapes.getOrDefault(name, ANY.getOrDefault(name, ""));
        assertThat(children.stream().map(each -> each.getTagName() + " ").collect(Collectors.joining()))
                .as("VAST %s, children of %s", version(), name)
                .matches(shape);
        for (final String attribute : REQUIRED.getOrDefault(name, List.of())) {
            assertThat(element.hasAttribute(attribute))
                    .as(name + " " + attribute)
                    .isTrue();
        }
        children.forEach(child -> assertShape(child, shapes));
    }

    private static List<Element> children(final Element element) {
        final List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof final Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
